"""The verbs for Gradescope: make its autograder.zip, and what that runs for each submission."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from grader.cli.console import clock, err, find_course, out, write_file
from grader.cli.options import CourseFolder, Language, SandboxTier
from grader.course.manifest import load_course
from grader.export.autograder import COURSE, find_in_container, pack_autograder
from grader.export.results import render_results
from grader.export.wheels import download_wheels, read_wheels
from grader.grading.attempts import rules_of
from grader.grading.bundle import pack
from grader.grading.plan import plan_hidden
from grader.grading.run import judge_one
from grader.judge.process import probe
from grader.report.compose import settle
from grader.report.model import Report
from grader.report.view import Audience, view
from grader.sandbox import choose
from grader.submission import read


def gradescope(
    name: Annotated[str, typer.Argument(metavar="ASSIGNMENT", help="The assignment's folder name.")],
    *,
    to: Annotated[Path, typer.Option("--to", help="The zip to write.")] = Path("autograder.zip"),
    wheels: Annotated[
        Path | None, typer.Option("--wheels", help="A folder with the wheels of what grader needs [default: pip's].")
    ] = None,
    language: Language = "",
    course: CourseFolder = None,
) -> None:
    """Write the autograder.zip that Gradescope takes: the hidden suite, the reference, grader, every wheel."""
    loaded = find_course(course)
    bundle = pack(loaded, loaded.assignment(Path(name).name))
    with tempfile.TemporaryDirectory() as folder:
        if wheels is None:
            download_wheels(Path(folder))
        data = pack_autograder(bundle, read_wheels(wheels or Path(folder)), language=language)
    write_file(to, data)
    out(f"{to}: upload it as the assignment's autograder; it holds the hidden suite, so keep it to yourself")


def run_in_container(
    name: Annotated[str, typer.Argument(metavar="ASSIGNMENT")],
    *,
    root: Annotated[Path, typer.Option("--root", help="What is /autograder on Gradescope.")],
    language: Language = "",
    sandbox: SandboxTier = None,
) -> None:
    """Judge the one submission of a container, and write results.json after every exercise."""
    course = load_course(root / "source" / COURSE)
    assignment = course.assignment(name)
    located = find_in_container(root)
    handed_in = rules_of(course, assignment).handed_in(located)
    plan = plan_hidden(course, assignment, sandbox=choose(probe(), sandbox), clock=clock)
    err(f"sandbox: {plan.sandbox.tier}")
    with _results(root / "results" / "results.json") as draft:

        def write(report: Report, pending: frozenset[str] = frozenset()) -> None:
            seen = view(settle(report, handed_in), Audience.STUDENT)
            draft.write_bytes(
                render_results(seen, language=language, visibility=course.publish.visibility, pending=pending)
            )
            draft.replace(root / "results" / "results.json")

        report = judge_one(plan, read(located, assignment.module), write)
        write(report)


@contextmanager
def _results(path: Path) -> Iterator[Path]:
    """Give a file to write beside the results; take the results away where judging fails on our account."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    try:
        yield path.with_name(f".{path.name}.{os.getpid()}.tmp")
    except BaseException:
        path.unlink(missing_ok=True)
        raise
