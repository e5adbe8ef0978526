"""Everything that grader makes of reports for somebody to read or import, by name, with what must hold of it."""

import base64
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import msgspec
from inertness import (
    assert_coloured_terminal,
    assert_commands,
    assert_json,
    assert_junit,
    assert_markdown,
    assert_moves_nothing,
    assert_page,
    assert_table,
    assert_terminal,
)

from grader.cli.console import out
from grader.export.classroom import render_classroom
from grader.export.junit import render_junit
from grader.export.results import render_results
from grader.export.summary import render_annotations, render_summary
from grader.export.tables import render_canvas, render_csv, render_moodle
from grader.nbgrader.graded import comment_on
from grader.pages.overview import render_overview
from grader.pages.student import render_student
from grader.report.changes import compare, render_changes
from grader.report.gradebook import write_gradebook
from grader.report.model import Report
from grader.report.roll import render_class
from grader.report.text import render_text
from grader.report.view import Audience, view
from grader.roster import Person, Roster

WIDTH = 60


def _roster(reports: Sequence[Report]) -> Roster:
    people = {
        one.student: {"email": f"{place}@example.org", "section": one.student} for place, one in enumerate(reports)
    }
    return Roster(Person(student=name, known_as={"name": name, **known}) for name, known in people.items())


def _gradebook(reports: Sequence[Report]) -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "gradebook.csv"
        write_gradebook(path, reports, [one.name for one in reports[0].exercises])
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()


def _each(render: Callable[[Report], str]) -> Callable[[Sequence[Report]], list[str]]:
    def rendered(reports: Sequence[Report]) -> list[str]:
        return [render(one) for one in reports]

    return rendered


def _all(render: Callable[[Sequence[Report]], str]) -> Callable[[Sequence[Report]], list[str]]:
    def rendered(reports: Sequence[Report]) -> list[str]:
        return [render(reports)]

    return rendered


def _printed(text: str) -> str:
    """Return a text as the command line writes it."""
    with redirect_stdout(StringIO()) as page:
        out(text)
    return page.getvalue()


def _plain(text: str, _: str) -> None:
    assert_moves_nothing(text)


def _changes(reports: Sequence[Report]) -> str:
    pairs = ((one, view(one, Audience.STUDENT)) for one in reports)
    found = [compare(_worse(old), new) for old, new in pairs]
    return render_changes([one for one in found if one is not None])


def _worse(report: Report) -> Report:
    return msgspec.structs.replace(report, score=report.score - 1.0)


def _comments(report: Report) -> str:
    return "\n".join(comment_on(report, exercise, "en") or "" for exercise in report.exercises)


Rendered = Callable[[Sequence[Report]], list[str]]
Checked = Callable[[str, str], None]

OUTPUTS: Mapping[str, tuple[Rendered, Checked]] = MappingProxyType(
    {
        "terminal": (_each(lambda one: _printed(render_text(one, width=WIDTH))), assert_terminal),
        "terminal in colour": (
            _each(lambda one: _printed(render_text(one, width=WIDTH, language="ko", colour=True))),
            assert_coloured_terminal,
        ),
        "class in a terminal": (_all(lambda reports: _printed(render_class(reports, width=WIDTH))), assert_terminal),
        "what moved": (_all(lambda reports: _printed(_changes(reports))), assert_terminal),
        "student's page": (_each(render_student), assert_page),
        "student's page as a student sees it": (
            _each(lambda one: render_student(view(one, Audience.STUDENT))),
            assert_page,
        ),
        "overview": (_all(lambda reports: render_overview(reports, earlier=reports)), assert_page),
        "gradebook": (_all(_gradebook), assert_table),
        "csv": (_all(lambda reports: render_csv(reports, _roster(reports))), assert_table),
        "canvas": (_all(lambda reports: render_canvas(reports, _roster(reports), "=title", 10.0)), assert_table),
        "moodle": (_all(lambda reports: render_moodle(reports, _roster(reports), "=title")), assert_table),
        "junit": (_each(lambda one: render_junit(one).decode()), assert_junit),
        "classroom": (_each(lambda one: base64.b64decode(render_classroom(one)).decode()), assert_json),
        "results": (_each(lambda one: render_results(one).decode()), assert_json),
        "annotations": (_each(lambda one: render_annotations(one, file="small.py")), assert_commands),
        "summary": (_each(render_summary), assert_markdown),
        "comments of nbgrader": (_each(_comments), _plain),
    }
)
