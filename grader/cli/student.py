"""The student's verb: check."""

from pathlib import Path
from typing import Annotated

import typer

from grader.cli.console import clock, is_colourful, out, out_json, width
from grader.cli.options import Json, Language
from grader.course.manifest import ASSIGNMENT_FILE, Assignment, Policy, load_assignment
from grader.errors import UsageError
from grader.grading.plan import plan_public
from grader.grading.run import judge_one
from grader.printable import printable
from grader.report.text import render_text
from grader.submission import Located, read

_PRINTED = 4_000


def check(
    path: Annotated[Path, typer.Argument(help="Your folder of the assignment, or your file in it.")] = Path(),
    *,
    language: Language = "en",
    json: Json = False,
) -> None:
    """Run the public suite on your own work and say what is wrong and why."""
    assignment, file = find_assignment(path)
    plan = plan_public(assignment, Policy(), seed=0, clock=clock)
    # Of a folder the form that was worked in; a folder without any still says which file is missing.
    place = assignment.folder if path.is_dir() else file
    submission = read(Located(student=assignment.module, path=place), assignment.module)
    report, printed = judge_one(plan, submission)
    if json:
        out_json(report)
    else:
        if printed:
            out(printable(printed, _PRINTED))
        out(render_text(report, language=language, width=width(), colour=is_colourful()))
    if report.score < report.max_score:
        raise typer.Exit(1)


def find_assignment(path: Path) -> tuple[Assignment, Path]:
    """Return the assignment at a path, a folder or a file in it, and the student's file; UsageError where none is."""
    if not path.exists():
        raise UsageError(f"{path}: there is no such file or folder; give your folder of the assignment")
    folder = path if path.is_dir() else path.parent
    if not (folder / ASSIGNMENT_FILE).is_file():
        raise UsageError(f"{folder.resolve()}: there is no {ASSIGNMENT_FILE} here; go to the assignment's folder")
    assignment = load_assignment(folder.resolve())
    return assignment, assignment.source if path.is_dir() else path.resolve()
