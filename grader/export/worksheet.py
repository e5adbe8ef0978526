"""Moodle's offline grading worksheet, filled in: grades and feedback are replaced, all else stays byte for byte.

Moodle skips a row whose "Last modified (grade)" it does not recognise, so no field is read and written anew.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from grader.errors import UsageError
from grader.export.tables import points
from grader.printable import number
from grader.report.cells import cell
from grader.report.compose import counted_score
from grader.report.model import Report
from grader.roster import Roster, read_roster

_FIELD: Final = re.compile(r'"(?:[^"]|"")*"|[^,"\r\n]*')
_ROW: Final = re.compile(r'(?:"(?:[^"]|"")*"|[^"\r\n])*(?:\r\n|\n|\Z)')
_BOM: Final = "\ufeff"
_IDENTIFIER: Final = "Identifier"
_FEEDBACK: Final = "Feedback comments"
_SHOWN: Final = 80


def fill_worksheet(
    path: Path, reports: Sequence[Report], roster: Roster, *, grade: str = "Grade", comma: bool = False
) -> tuple[str, tuple[str, ...]]:
    """Return the worksheet with the scores of those who have a report, and the students whom it does not have.

    A student is known by any column that Moodle wrote, or by what the roster says of them. UsageError where two
    reports are of one row, or a column is missing, as it is headed in another language.
    """
    rows = read_roster(path)
    text = path.read_bytes().decode("utf-8")
    lines = [line for line in _ROW.findall(text) if line]
    headings = [_value(field) for field in _fields(lines[0].removeprefix(_BOM))] if lines else []
    for wanted in (_IDENTIFIER, grade):
        if wanted not in headings:
            raise UsageError(f"{path}: no column is headed {wanted!r}; name the column of grades with --grade-column")
    found = _by_row(reports, rows, roster)
    left_out = {report.student for report in reports} - {report.student for report in found.values()}
    place, notes = headings.index(grade), headings.index(_FEEDBACK) if _FEEDBACK in headings else None
    filled = [lines[0]]
    for line in lines[1:]:
        fields = _fields(line)
        person = rows.find(_value(fields[headings.index(_IDENTIFIER)]))
        report = found.get(person.student) if person else None
        if report is not None:
            fields[place] = _quoted(points(report.score, comma=comma))
            if notes is not None:
                fields[notes] = _quoted(cell(_feedback(report)))
            line = ",".join(fields) + line[len(line.rstrip("\r\n")) :]  # noqa: PLW2901  the same row, filled
        filled.append(line)
    return "".join(filled), tuple(sorted(left_out))


def _by_row(reports: Sequence[Report], rows: Roster, roster: Roster) -> Mapping[str, Report]:
    """Return the reports by the worksheet's own name of a student."""
    found: dict[str, Report] = {}
    for report in reports:
        person = roster.find(report.student)
        row = rows.find(report.student, *(person.known_as.values() if person else ()))
        if row is None:
            continue
        if row.student in found:
            raise UsageError(f"{row.student}: two reports are of this row of the worksheet; keep one")
        found[row.student] = report
    return found


def _feedback(report: Report) -> str:
    # Moodle takes feedback for HTML; names of exercises and numbers have none in them.
    return "; ".join(
        f"{exercise.name} {number(counted_score(exercise))}/{number(exercise.max_score)}"
        for exercise in report.exercises
    )


def _fields(line: str) -> list[str]:
    """Return the fields of a row as they are written, quotes and all."""
    body = line.rstrip("\r\n")
    fields: list[str] = []
    place = -1
    while place < len(body):
        found = _FIELD.match(body, place + 1)
        fields.append(found[0] if found else "")
        place += 1 + len(fields[-1])
        if body[place : place + 1] not in {",", ""}:
            raise UsageError(f"{body[:_SHOWN]!r}: is no row of a worksheet; download it again")
    return fields


def _value(field: str) -> str:
    return field[1:-1].replace('""', '"') if field.startswith('"') else field


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
