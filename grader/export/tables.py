"""Scores as tables that others import: a plain CSV, Canvas's gradebook, Moodle's import and its offline worksheet.

Names are written as the platform gave them in the roster; no cell is a formula (``grader.report.cells``), and a student
without a report has no score there, which is not a zero.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from grader.errors import UsageError
from grader.printable import number, one_line
from grader.report.cells import cell
from grader.report.compose import NAME_LIMIT, counted_score
from grader.report.model import Report
from grader.roster import Person, Roster

_PLAIN: Final = (
    *("student", "name", "email", "status", "score", "max_score"),
    *("attempt", "submitted", "days_late", "deducted"),
)
_CANVAS: Final = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_CANVAS_COLUMNS: Final = ("canvas_id", "sis_user_id", "sis_login_id", "section")
_POINTS_POSSIBLE: Final = "    Points Possible"
_MOODLE: Final = ("First name", "Last name", "ID number", "Institution", "Department", "Email address")
_CENT: Final = Decimal("0.01")


def render_csv(reports: Sequence[Report], roster: Roster) -> str:
    """Return everything that a spreadsheet may want to know: a row for each report, a column for each exercise."""
    exercises = list(dict.fromkeys(exercise.name for report in reports for exercise in report.exercises))
    rows = [[*_PLAIN, *map(cell, exercises)]]
    for report in sorted(reports, key=lambda one: one.student):
        person = roster.find(report.student)
        handed = report.handed_in
        scores = {exercise.name: number(counted_score(exercise)) for exercise in report.exercises}
        rows.append(
            [
                cell(report.student),
                cell(person.name if person else ""),
                cell(person.get("email") if person else ""),
                report.status,
                number(report.score),
                number(report.max_score),
                str(handed.attempt) if handed else "",
                handed.submitted.isoformat() if handed and handed.submitted else "",
                "" if handed is None or handed.days_late is None else str(handed.days_late),
                number(handed.deducted) if handed else "",
                *(scores.get(name, "") for name in exercises),
            ]
        )
    return _table(rows)


def render_canvas(reports: Sequence[Report], roster: Roster, title: str, max_score: float) -> str:
    """Return a gradebook that Canvas imports; ``title`` is the column's, best with the assignment's ``(id)``."""
    rows = [[*_CANVAS, cell(title)], [_POINTS_POSSIBLE, "", "", "", "", _cents(max_score)]]
    for person, report in _matched(reports, roster):
        known = (cell(person.get(column)) for column in _CANVAS_COLUMNS)
        rows.append([cell(person.name or person.student), *known, _cents(report.score)])
    return _table(rows)


def render_moodle(reports: Sequence[Report], roster: Roster, title: str, *, comma: bool = False) -> str:
    """Return a file for Moodle's grade import, students known by email; ``comma`` writes 7,5 as some locales do.

    UsageError names a student whose email is unknown: one row that Moodle cannot match ends its import.
    """
    rows = [[*_MOODLE, cell(f"{title} (Real)")]]
    for person, report in _matched(reports, roster):
        if not person.get("email"):
            raise UsageError(f"{_shown(person.student)}: the roster has no email; Moodle knows students by it")
        first, _, last = person.name.partition(" ")
        names = (person.get("first_name") or first, person.get("last_name") or last)
        told = (cell(text) for text in (*names, person.get("id_number"), "", "", person.get("email")))
        rows.append([*told, points(report.score, comma=comma)])
    return _table(rows)


def unmatched(reports: Iterable[Report], roster: Roster) -> tuple[str, ...]:
    """Return the students with a report whom the roster does not have."""
    return tuple(sorted(report.student for report in reports if roster.find(report.student) is None))


def by_person(reports: Iterable[Report], roster: Roster) -> Mapping[str, Report]:
    """Return the reports of those on the roster, by their name there; UsageError where one has two."""
    found: dict[str, Report] = {}
    for report in reports:
        person = roster.find(report.student)
        if person is None:
            continue
        if person.student in found:
            raise UsageError(f"{_shown(person.student)}: two reports are of this student of the roster; keep one")
        found[person.student] = report
    return found


def themselves(reports: Iterable[Report]) -> Roster:
    """Return the roster of those with a report where there is no other: their name is their login, or their email."""
    return Roster(
        Person(student=one.student, known_as={"sis_login_id": one.student, "email": one.student * ("@" in one.student)})
        for one in reports
    )


def _matched(reports: Iterable[Report], roster: Roster) -> list[tuple[Person, Report]]:
    found = by_person(reports, roster)
    return [(person, found[person.student]) for person in roster.people if person.student in found]


def _cents(score: float) -> str:
    return str(Decimal(str(score)).quantize(_CENT, ROUND_HALF_UP))


def points(score: float, *, comma: bool) -> str:
    """Return a score with two decimals, after a comma where a locale wants it."""
    return _cents(score).replace(".", ",") if comma else _cents(score)


def _shown(student: str) -> str:
    return one_line(student, NAME_LIMIT)


def _table(rows: Iterable[Sequence[str]]) -> str:
    page = io.StringIO()
    csv.writer(page, lineterminator="\n").writerows(rows)
    return page.getvalue()
