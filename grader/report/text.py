"""A report for the terminal: calm, aligned, legible without colour, in the reader's language.

It shows what it is given: redaction is ``view``'s. No text of a report is ever read as markup, and the output
depends on the arguments alone, never on the terminal or the environment.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Final

import msgspec
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from grader.printable import number, one_line, printable
from grader.report.compose import NAME_LIMIT, TEXT_LIMIT, counted_score
from grader.report.lines import continued, draw, wrapped
from grader.report.model import CaseReport, ExerciseReport, Report
from grader.report.phrases import Phrases, phrases
from grader.report.prose import delivery, ending, notes, tally
from grader.scoring import Status
from grader.verdict import Outcome

_MARKS: Final = MappingProxyType({"passed": "✓", "partial": "◐", "failed": "✗", "not_implemented": "·"})
_STYLES: Final = MappingProxyType({"passed": "green", "partial": "yellow", "failed": "red", "not_implemented": "dim"})
_INDENT: Final = 4
_NARROWEST: Final = 40
# Fewer numbers in a row are shorter one by one.
_RUN: Final = 3


def render_text(report: Report, *, language: str = "en", width: int = 80, colour: bool = False) -> str:
    """Return the report as lines of at most ``width`` cells; UsageError where the language is unknown."""
    say = phrases(language)
    width = max(width, _NARROWEST)
    blocks: list[RenderableType] = [_header(report), Rule(characters="─", style="dim")]
    blocks += [_paragraph(line, width) for line in delivery(report, say)]
    if report.status == "rejected":
        reason = printable(say.told(report.reason or ""), TEXT_LIMIT)
        blocks += [Text(say.rejected, style="bold"), _paragraph(reason, width, _INDENT)]
        return draw(Group(*blocks), width, colour=colour)
    common = _common(report)
    if common:
        blocks += [*_told((say.every,), common, say, width, indent=0), Text()]
    columns = _Columns(report.exercises, say)
    for exercise in report.exercises:
        blocks.append(columns.line(exercise))
        blocks += _notes(exercise, say, language, width)
        if common is None:
            blocks += _cases(exercise, say, width)
    return draw(Group(*blocks), width, colour=colour)


def render_exercise(
    exercise: ExerciseReport, *, language: str, width: int, colour: bool, first: Sequence[str] = ()
) -> str:
    """Return one exercise of a report in full, some lines ahead of its cases; UsageError for an unknown language."""
    say = phrases(language)
    width = max(width, _NARROWEST)
    blocks: list[RenderableType] = [_Columns([exercise], say).line(exercise)]
    blocks += [_paragraph(line, width, _INDENT) for line in first]
    blocks += [*_notes(exercise, say, language, width), *_cases(exercise, say, width)]
    return draw(Group(*blocks), width, colour=colour)


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise in a list: its name, its status and score, none where they are not known, a remark."""

    name: str
    status: Status | None
    score: float | None
    max_score: float
    note: str = ""


def render_lines(lines: Sequence[Line], *, width: int, colour: bool) -> str:
    """Return a list of exercises, one on each line, aligned on the slash."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=1)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    wide = max((len(number(line.max_score)) for line in lines), default=0)
    for line in lines:
        style = _STYLES[line.status] if line.status else "dim"
        mark = _MARKS[line.status] if line.status else "?"
        earned = "-" if line.score is None else number(line.score)
        points = f"{earned} / {number(line.max_score):>{wide}}"
        table.add_row(Text(mark, style=style), Text(_line(line.name)), Text(points), Text(line.note, style="dim"))
    return draw(table, max(width, _NARROWEST), colour=colour)


class _Columns:
    """The columns of the exercises' lines, as wide as the widest of them in this report."""

    def __init__(self, exercises: Sequence[ExerciseReport], say: Phrases) -> None:
        self.say = say
        self.score = max((len(number(counted_score(exercise))) for exercise in exercises), default=0)
        self.maximum = max((len(number(exercise.max_score)) for exercise in exercises), default=0)
        self.tests = max((cell_len(tally(exercise, say)) for exercise in exercises), default=0)

    def line(self, exercise: ExerciseReport) -> Table:
        style = _STYLES[exercise.status]
        points = f"{number(counted_score(exercise)):>{self.score}} / {number(exercise.max_score):>{self.maximum}}"
        line = Table.grid(padding=(0, 2, 0, 0), expand=True)
        line.add_column(width=1)
        line.add_column(ratio=1, overflow="fold")
        line.add_column(width=len(points), no_wrap=True)
        line.add_column(width=self.tests, no_wrap=True)
        line.add_row(
            Text(_MARKS[exercise.status], style=style),
            Text(_line(exercise.name)),
            Text(points, style=style),
            Text(tally(exercise, self.say), style="dim"),
        )
        return line


def _header(report: Report) -> Table:
    header = Table.grid(padding=(0, 2, 0, 0), expand=True)
    header.add_column(ratio=1, overflow="fold")
    header.add_column(justify="right", no_wrap=True)
    header.add_row(
        Text(f"{_line(report.assignment)} · {_line(report.student)}", style="bold"),
        Text(f"{number(report.score)} / {number(report.max_score)}", style="bold"),
    )
    return header


def _notes(exercise: ExerciseReport, say: Phrases, language: str, width: int) -> Iterator[RenderableType]:
    found = list(notes(exercise, say, language))
    if not found:
        return
    labels = max(cell_len(label) for label in say.labels)
    room = width - _INDENT - labels - 2
    code = {say.call, say.expected, say.got}
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=labels, no_wrap=True)
    grid.add_column(ratio=1, no_wrap=True)
    for label, text in found:
        lines = (continued if label in code else wrapped)(printable(text, TEXT_LIMIT), room)
        grid.add_row(Text(label, style="cyan"), Text("\n".join(lines)))
    yield _indented(grid)


def _cases(exercise: ExerciseReport, say: Phrases, width: int) -> Iterator[RenderableType]:
    """Tell how the cases that did not pass ended; those that ended the same way are told of once."""
    if exercise.status in {"passed", "not_implemented"}:
        return
    same: dict[tuple[str, str], list[CaseReport]] = {}
    for case in exercise.cases:
        if case.outcome is not Outcome.PASSED or case.score < case.max_score:
            same.setdefault((ending(case, say), case.message), []).append(case)
    for cases in same.values():
        every = len(cases) == len(exercise.cases) > 1
        names = [_line(case.id.removeprefix(f"{exercise.name} ")) for case in cases]
        yield from _told((say.every,) if every else tuple(_runs(names)), cases[0], say, width)


def _told(
    names: Sequence[str], case: CaseReport, say: Phrases, width: int, *, indent: int = _INDENT
) -> Iterator[RenderableType]:
    yield _paragraph(f"{', '.join(names)}: {ending(case, say)}", width, indent)
    message = printable(say.told(case.message), TEXT_LIMIT).strip("\n")
    if message:
        yield _paragraph(message, width, indent + _INDENT, style="dim")


def _common(report: Report) -> CaseReport | None:
    """Return a case of the report where all of them ended alike, as when the file cannot be imported."""
    cases = [case for exercise in report.exercises for case in exercise.cases]
    ends = {(case.outcome, case.message) for case in cases}
    alike = len(ends) == 1 and not {Outcome.PASSED, Outcome.NOT_IMPLEMENTED} & {case.outcome for case in cases}
    return cases[0] if alike and len(report.exercises) > 1 else None


def _runs(names: Sequence[str]) -> Iterator[str]:
    """Shorten numbers that follow each other: ``#1``, ``#2``, ``#3`` are ``#1-#3``."""
    numbers = [int(found[1]) if (found := re.fullmatch(r"#(\d{1,9})", name)) else None for name in names]
    places = groupby(range(len(names)), lambda place: None if (n := numbers[place]) is None else n - place)
    for offset, group in places:
        run = [names[place] for place in group]
        yield from [f"{run[0]}-{run[-1]}"] if offset is not None and len(run) >= _RUN else run


def _line(text: str) -> str:
    return one_line(text, NAME_LIMIT)


def _paragraph(text: str, width: int, indent: int = 0, style: str = "") -> Padding:
    return _indented(Text("\n".join(wrapped(text, width - indent)), style=style), indent)


def _indented(content: RenderableType, cells: int = _INDENT) -> Padding:
    return Padding(content, (0, 0, 0, cells))
