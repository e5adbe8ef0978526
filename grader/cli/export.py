"""The verbs that hand on: reports to platforms and to continuous integration, assignments to those who run them.

Whatever leaves here has passed ``view``, and by default as a student's.
"""

from collections.abc import Callable
from inspect import Signature, signature
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from grader.cli import nbgrader
from grader.cli.console import err, find_course, out_document, write_file
from grader.cli.gradescope import gradescope, run_in_container
from grader.cli.options import CourseFolder, Language, RosterFile
from grader.cli.pages import guide_to
from grader.errors import UsageError
from grader.export.classroom import render_classroom
from grader.export.junit import render_junit
from grader.export.pipeline import render_pipeline
from grader.export.results import render_results
from grader.export.summary import render_annotations, render_summary
from grader.export.tables import render_canvas, render_csv, render_moodle, themselves, unmatched
from grader.export.worksheet import fill_worksheet
from grader.grading.folder import REPORTS, read_reports
from grader.pages.student import render_student
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


def _of_one_report(render: Callable[..., str | bytes]) -> Callable[..., None]:
    """Make a verb of what renders one report: options of its own, and whose report, for whom, and where to."""

    def verb(
        source: Reports,
        *,
        student: Student = "",
        audience: For = Audience.STUDENT,
        language: Language = "",
        to: To = None,
        **own: object,
    ) -> None:
        rendered = render(_one(source, student, audience), language=language, **own)
        _write(to, rendered.encode() if isinstance(rendered, str) else rendered)

    *shared, _ = signature(verb).parameters.values()
    extra = [one for one in signature(render).parameters.values() if one.name not in {"report", "language"}]
    verb.__signature__ = Signature([*shared, *extra])  # type: ignore[attr-defined]  # where inspect looks
    verb.__doc__ = render.__doc__
    return verb


@app.command("results")
@_of_one_report
def results(report: Report, *, language: str, course: CourseFolder = None) -> bytes:
    """Write Gradescope's results.json of one report; visible when the course says so."""
    return render_results(report, language=language, visibility=find_course(course).publish.visibility)


@app.command("junit")
@_of_one_report
def junit(report: Report, *, language: str) -> bytes:
    """Write JUnit's XML of one report."""
    return render_junit(report, language=language)


@app.command("classroom")
@_of_one_report
def classroom(report: Report, *, language: str) -> bytes:
    """Write what GitHub Classroom's grading reporter reads."""
    return render_classroom(report, language=language)


@app.command("summary")
@_of_one_report
def summary(report: Report, *, language: str) -> str:
    """Write one report as Markdown, such as the summary of a job."""
    return render_summary(report, language=language)


@app.command("annotations")
@_of_one_report
def annotations(
    report: Report,
    *,
    language: str,
    file: Annotated[str, typer.Option("--file", help="The student's file, as its repository calls it.")],
) -> str:
    """Write one report as GitHub's workflow commands."""
    return render_annotations(report, file=file, language=language)


@app.command("page")
@_of_one_report
def page(report: Report, *, language: str, course: CourseFolder = None) -> str:
    """Write one report as a page of HTML, the one that `report --audience student` writes for everybody."""
    return render_student(report, language=language, guide=guide_to(report.assignment, course))


@app.command("github")
def github(
    name: Name, *, language: Language = "", install: Install = "", course: CourseFolder = None, to: To = None
) -> None:
    """Write the workflow for a student's repository on GitHub: .github/workflows/classroom.yml."""
    assignment = find_course(course).assignment(Path(name).name)
    _write(to, render_pipeline("github", assignment, language=language, install=install).encode())


@app.command("gitlab")
def gitlab(
    name: Name, *, language: Language = "", install: Install = "", course: CourseFolder = None, to: To = None
) -> None:
    """Write the pipeline for a student's project on GitLab: .gitlab-ci.yml."""
    assignment = find_course(course).assignment(Path(name).name)
    _write(to, render_pipeline("gitlab", assignment, language=language, install=install).encode())


@app.command("csv")
def csv(source: Reports, *, roster: RosterFile = None, to: To = None) -> None:
    """Write a table of all reports, for a spreadsheet."""
    reports = _all(source)
    people = read_roster(roster) if roster else themselves(reports)
    _write(to, render_csv(reports, people).encode())


@app.command("canvas")
def canvas(source: Reports, *, roster: RosterFile = None, title: Title = "", to: To = None) -> None:
    """Write a gradebook that Canvas imports; --title 'Name (12345)' is what Canvas calls the assignment."""
    reports, people = _table(source, roster)
    maximum = max(report.max_score for report in reports)
    _write(to, render_canvas(reports, people, title or reports[0].assignment, maximum).encode())


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
    _write(to, page.encode())


def _write(to: Path | None, data: bytes) -> None:
    """Write to a file, or to standard output; UsageError where it cannot be written."""
    if to is None:
        out_document(data.decode())
        return
    write_file(to, data)


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
