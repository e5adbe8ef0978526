"""The verbs that hand on: reports to platforms and to continuous integration, assignments to those who run them.

Whatever leaves here has passed ``view``, and by default as a student's.
"""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from grader.cli import nbgrader
from grader.cli.console import err, find_course, out
from grader.cli.gradescope import gradescope, run_in_container
from grader.cli.options import CourseFolder, Language, RosterFile
from grader.errors import UsageError
from grader.export.classroom import render_classroom
from grader.export.junit import render_junit
from grader.export.page import render_page
from grader.export.pipeline import render_pipeline
from grader.export.results import render_results
from grader.export.summary import render_annotations, render_summary
from grader.export.tables import render_canvas, render_csv, render_moodle, themselves, unmatched
from grader.export.worksheet import fill_worksheet
from grader.grading.folder import REPORTS, read_reports
from grader.printable import one_line
from grader.report.model import Report, decode
from grader.report.view import Audience, view
from grader.roster import Roster, read_roster

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Write what platforms and CI systems read.")

app.command("nbgrader")(nbgrader.nbgrader)
app.command("gradescope")(gradescope)
app.command("gradescope-run", hidden=True)(run_in_container)

Reports: TypeAlias = Annotated[Path, typer.Argument(metavar="DIR", help="What `grade` wrote, or one report of it.")]
Student: TypeAlias = Annotated[str, typer.Option("--student", help="Whose report, where there are several.")]
For: TypeAlias = Annotated[Audience, typer.Option("--audience", help="Who is going to read.")]
To: TypeAlias = Annotated[Path | None, typer.Option("--to", help="The file to write [default: standard output].")]
Name: TypeAlias = Annotated[str, typer.Argument(metavar="ASSIGNMENT", help="The assignment's folder name.")]
Install: TypeAlias = Annotated[
    str, typer.Option("--install", help="What pip installs there, such as a URL [default: this version of grader].")
]
Title: TypeAlias = Annotated[str, typer.Option("--title", help="The column's heading [default: the assignment].")]
Comma: TypeAlias = Annotated[bool, typer.Option("--comma", help="Write 7,5 and not 7.5, where the locale does.")]

_SHOWN = 200


@app.command("results")
def results(
    source: Reports,
    *,
    student: Student = "",
    audience: For = Audience.STUDENT,
    language: Language = "",
    course: CourseFolder = None,
    to: To = None,
) -> None:
    """Write Gradescope's results.json of one report; visible when the course says so."""
    visibility = find_course(course).publish.visibility
    write(to, render_results(_one(source, student, audience), language=language, visibility=visibility))


@app.command("junit")
def junit(
    source: Reports,
    *,
    student: Student = "",
    audience: For = Audience.STUDENT,
    language: Language = "",
    to: To = None,
) -> None:
    """Write JUnit's XML of one report."""
    write(to, render_junit(_one(source, student, audience), language=language))


@app.command("classroom")
def classroom(
    source: Reports,
    *,
    student: Student = "",
    audience: For = Audience.STUDENT,
    language: Language = "",
    to: To = None,
) -> None:
    """Write what GitHub Classroom's grading reporter reads."""
    write(to, render_classroom(_one(source, student, audience), language=language))


@app.command("summary")
def summary(
    source: Reports,
    *,
    student: Student = "",
    audience: For = Audience.STUDENT,
    language: Language = "",
    to: To = None,
) -> None:
    """Write one report as Markdown, such as the summary of a job."""
    write(to, render_summary(_one(source, student, audience), language=language).encode())


@app.command("annotations")
def annotations(
    source: Reports,
    *,
    file: Annotated[str, typer.Option("--file", help="The student's file, as its repository calls it.")],
    student: Student = "",
    audience: For = Audience.STUDENT,
    language: Language = "",
    to: To = None,
) -> None:
    """Write one report as GitHub's workflow commands."""
    write(to, render_annotations(_one(source, student, audience), file=file, language=language).encode())


@app.command("page")
def page(
    source: Reports,
    *,
    student: Student = "",
    audience: For = Audience.STUDENT,
    language: Language = "",
    to: To = None,
) -> None:
    """Write one report as a page of HTML."""
    write(to, render_page(_one(source, student, audience), language=language).encode())


@app.command("github")
def github(
    name: Name, *, language: Language = "", install: Install = "", course: CourseFolder = None, to: To = None
) -> None:
    """Write the workflow for a student's repository on GitHub: .github/workflows/classroom.yml."""
    assignment = find_course(course).assignment(Path(name).name)
    write(to, render_pipeline("github", assignment, language=language, install=install).encode())


@app.command("gitlab")
def gitlab(
    name: Name, *, language: Language = "", install: Install = "", course: CourseFolder = None, to: To = None
) -> None:
    """Write the pipeline for a student's project on GitLab: .gitlab-ci.yml."""
    assignment = find_course(course).assignment(Path(name).name)
    write(to, render_pipeline("gitlab", assignment, language=language, install=install).encode())


@app.command("csv")
def csv(source: Reports, *, roster: RosterFile = None, to: To = None) -> None:
    """Write a table of all reports, for a spreadsheet."""
    reports = _all(source)
    people = read_roster(roster) if roster else themselves(reports)
    write(to, render_csv(reports, people).encode())


@app.command("canvas")
def canvas(source: Reports, *, roster: RosterFile = None, title: Title = "", to: To = None) -> None:
    """Write a gradebook that Canvas imports; --title 'Name (12345)' is what Canvas calls the assignment."""
    reports, people = _table(source, roster)
    maximum = max(report.max_score for report in reports)
    write(to, render_canvas(reports, people, title or reports[0].assignment, maximum).encode())


@app.command("moodle")
def moodle(
    source: Reports,
    *,
    roster: RosterFile = None,
    worksheet: Annotated[
        Path | None, typer.Option("--worksheet", help="Fill this offline grading worksheet, downloaded from Moodle.")
    ] = None,
    grade_column: Annotated[str, typer.Option("--grade-column", help="How the worksheet heads the grades.")] = "Grade",
    title: Title = "",
    comma: Comma = False,
    to: To = None,
) -> None:
    """Write grades that Moodle imports, or fill Moodle's offline grading worksheet."""
    if worksheet is None:
        reports, people = _table(source, roster)
        page = render_moodle(reports, people, title or reports[0].assignment, comma=comma)
    else:
        people = read_roster(roster) if roster else Roster()
        page, left_out = fill_worksheet(worksheet, _all(source), people, grade=grade_column, comma=comma)
        for student in left_out:
            err(f"{one_line(student, _SHOWN)}: not in the worksheet; left out")
    write(to, page.encode())


def write(to: Path | None, data: bytes) -> None:
    """Write to a file, or to standard output; UsageError where it cannot be written."""
    if to is None:
        out(data.decode())
        return
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{to}: cannot be written ({error.strerror}); choose another --to") from None


def _all(source: Path) -> list[Report]:
    """Read all reports at a place, as their instructor may see them."""
    if source.is_file():
        found = [decode(source.read_bytes(), source)]
    elif (source / REPORTS).is_dir():
        found = list(read_reports(source))
    else:
        raise UsageError(f"{source}: there is no {REPORTS} folder here; give the folder that `grade` wrote")
    if not found:
        raise UsageError(f"{source}: there is no report; `grader grade` writes them")
    return [view(report, Audience.INSTRUCTOR) for report in found]


def _one(source: Path, student: str, audience: Audience) -> Report:
    """Return one report as its reader may see it."""
    found = [report for report in _all(source) if student in {"", report.student}]
    if len(found) != 1:
        problem = f"there is no report of {student!r}" if student else f"there are {len(found)} reports; say --student"
        raise UsageError(f"{source}: {problem}")
    return view(found[0], audience)


def _table(source: Path, roster: Path | None) -> tuple[list[Report], Roster]:
    """Return all reports and who is who; say on standard error whom the roster does not have."""
    reports = _all(source)
    people = read_roster(roster) if roster else themselves(reports)
    for student in unmatched(reports, people):
        err(f"{one_line(student, _SHOWN)}: not on the roster; left out")
    return reports, people
