"""The class as a table for the instructor's terminal: students, scores, mean and median."""

from collections.abc import Iterable, Sequence
from statistics import fmean, median
from typing import Final

import msgspec
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from grader.printable import number, one_line
from grader.report.compose import NAME_LIMIT, counted_score
from grader.report.lines import draw, wrapped
from grader.report.model import Report

_STUDENT_WIDTH: Final = 32
_GAP: Final = 2
# Wider than any class table, so that no column of numbers is ever cut.
_UNBOUNDED: Final = 10_000


class _Column(msgspec.Struct, frozen=True):
    """A heading and, for each row, what stands below."""

    heading: str
    cells: tuple[str, ...]
    right: bool = True

    @property
    def width(self) -> int:
        widest = max(map(cell_len, (self.heading, *self.cells)))
        return widest if self.right else min(widest, _STUDENT_WIDTH)


def render_class(reports: Iterable[Report], *, width: int | None = None, colour: bool = False) -> str:
    """Return a table of the class: students by name, then mean and median of the graded.

    Exercises are numbered, with their names below. Columns that do not fit into ``width`` follow in tables below,
    each of which names the students again; where no width is given there is one table, as wide as its numbers need.
    """
    ordered = sorted(reports, key=lambda report: report.student)
    if not ordered:
        return "No reports.\n"
    width = width or _UNBOUNDED
    names = tuple({exercise.name: None for report in ordered for exercise in report.exercises})
    columns = _columns(ordered, names)
    parts: list[RenderableType] = []
    for block in _blocks(columns, width):
        parts += [_table(block, len(ordered)), Text()]
    legend = (Text("\n".join(wrapped(f"{n} {_line(name)}", width))) for n, name in enumerate(names, start=1))
    return draw(Group(*parts, *legend), width, colour=colour)


def _columns(reports: Sequence[Report], names: Sequence[str]) -> list[_Column]:
    graded = [report for report in reports if report.status == "graded"]
    count = f"{len(graded)} graded"
    scores = [{one.name: counted_score(one) for one in report.exercises} for report in reports]
    among = [{one.name: counted_score(one) for one in report.exercises} for report in graded]
    columns = [
        _Column(
            "student", (*(_line(r.student) for r in reports), *(("mean", "median") if graded else ())), right=False
        ),
        _Column("status", (*(r.status for r in reports), *((count, count) if graded else ())), right=False),
        _Column("score", (*(number(r.score) for r in reports), *_totals([r.score for r in graded]))),
        _Column("of", (*(number(r.max_score) for r in reports), *(("", "") if graded else ()))),
    ]
    for place, name in enumerate(names, start=1):
        cells = (number(mine[name]) if name in mine else "-" for mine in scores)
        totals = _totals([mine[name] for mine in among if name in mine]) or (("-", "-") if graded else ())
        columns.append(_Column(str(place), (*cells, *totals)))
    return columns


def _totals(scores: Sequence[float]) -> tuple[str, ...]:
    return tuple(number(round(total(scores), 2)) for total in (fmean, median)) if scores else ()


def _blocks(columns: Sequence[_Column], width: int) -> list[list[_Column]]:
    """Share out the columns to tables of at most so many cells, each with the students first."""
    student = columns[0]
    blocks, taken = [[student]], student.width
    for column in columns[1:]:
        if taken + _GAP + column.width > width and len(blocks[-1]) > 1:
            blocks.append([student])
            taken = student.width
        blocks[-1].append(column)
        taken += _GAP + column.width
    return blocks


def _table(columns: Sequence[_Column], students: int) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(
            column.heading,
            justify="right" if column.right else "left",
            overflow="fold",
            no_wrap=column.right,
            max_width=None if column.right else _STUDENT_WIDTH,
        )
    for place, row in enumerate(zip(*(column.cells for column in columns), strict=True)):
        if place == students:
            table.add_row()
        table.add_row(*(Text(cell) for cell in row), style="bold" if place >= students else None)
    return table


def _line(text: str) -> str:
    return one_line(text, NAME_LIMIT)
