"""What makes GitHub and GitLab grade a student's repository: one script of steps in the words of each."""

import shlex
from typing import Literal

import grader
from grader.course.manifest import Assignment
from grader.rendering import render


def bundle_name(assignment: Assignment) -> str:
    """Return where a repository keeps the encrypted suite."""
    return f"{assignment.name}.bundle"


def render_pipeline(
    host: Literal["github", "gitlab"], assignment: Assignment, *, language: str = "en", install: str = ""
) -> str:
    """Return the workflow or pipeline; ``install`` is what pip installs, this version of grader unless said."""
    values = {
        "assignment": shlex.quote(assignment.name),
        "module": assignment.module,
        "bundle": shlex.quote(bundle_name(assignment)),
        "language": language,
        "install": install or f"grader[ci]=={grader.__version__}",
    }
    return render(f"ci/{host}.yml.j2", grade=render("ci/grade.sh.j2", **values).rstrip("\n"), **values)
