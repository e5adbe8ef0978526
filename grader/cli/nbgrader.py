"""The verb of those who run nbgrader as well: export nbgrader."""

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from grader.cli.author import choose_assignments
from grader.cli.console import find_course, out
from grader.cli.options import CourseFolder
from grader.course.manifest import Assignment, Course
from grader.errors import UsageError
from grader.grading.folder import REPORTS, read_reports
from grader.nbgrader.course_folder import plan_course_folder, write_course_folder

_SQLITE = "sqlite:///"


def nbgrader(
    names: Annotated[list[str] | None, typer.Argument(help="Assignments; all of the course unless given.")] = None,
    *,
    folder: Annotated[Path, typer.Option("--out", help="The course folder of nbgrader.")] = Path("nbgrader"),
    gradebook: Annotated[
        str | None,
        typer.Option(
            "--gradebook", metavar="URL", help="Write marks into this database instead; 'default': the folder's own."
        ),
    ] = None,
    reports: Annotated[
        Path | None, typer.Option("--reports", help="What `grade` wrote [default: out/ASSIGNMENT].")
    ] = None,
    course: CourseFolder = None,
) -> None:
    """Write a course folder for nbgrader, or grader's marks into nbgrader's gradebook."""
    loaded = find_course(course)
    assignments = choose_assignments(loaded, names)
    if gradebook is not None:
        if reports is not None and len(assignments) != 1:
            raise UsageError("--reports are those of one assignment; name it")
        for assignment in assignments:
            _write_marks(loaded, assignment, folder, gradebook, reports)
        return
    written = write_course_folder(plan_course_folder(loaded, assignments), folder)
    for line in written or (f"{folder}: up to date",):
        out(line)


def _write_marks(course: Course, assignment: Assignment, folder: Path, url: str, reports: Path | None) -> None:
    if find_spec("nbgrader") is None:
        raise UsageError("the gradebook is nbgrader's; install it: pip install 'grader[nbgrader]'")
    # An extra, slow to import, and needed by no other verb.
    from grader.nbgrader.gradebook import write_gradebook  # noqa: PLC0415  see above

    source = reports if reports is not None else Path("out") / assignment.name
    if not (source / REPORTS).is_dir():
        raise UsageError(f"{source}: there is no {REPORTS} folder here; give the folder that `grade` wrote")
    database = f"{_SQLITE}{folder.resolve() / 'gradebook.db'}" if url == "default" else url
    said = write_gradebook(course, assignment, tuple(read_reports(source)), folder, database)
    for line in said:
        out(line)
