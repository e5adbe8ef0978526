"""A report for the terminal: calm, aligned, legible without colour, in the reader's language.

It shows what it is given: redaction is ``view``'s. No text of a report is ever read as markup, and the output
depends on the arguments alone, never on the terminal or the environment.
"""

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from statistics import fmean, median
from types import MappingProxyType
from typing import Final

import msgspec
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from grader.judge.scoring import Status
from grader.printable import number, one_line, printable
from grader.report.compose import NAME_LIMIT, TEXT_LIMIT, counted_score
from grader.report.model import ExerciseReport, Report
from grader.report.phrases import Phrases, phrases
from grader.report.prose import delivery, ending, notes, tally
from grader.verdict import Outcome

_MARKS: Final = MappingProxyType({"passed": "✓", "partial": "◐", "failed": "✗", "not_implemented": "·"})
_STYLES: Final = MappingProxyType({"passed": "green", "partial": "yellow", "failed": "red", "not_implemented": "dim"})
_INDENT: Final = 4
_NARROWEST: Final = 40
_STUDENT_WIDTH: Final = 32
# Wider than any class table, so that no column of numbers is ever cut.
_UNBOUNDED: Final = 10_000


def render_text(report: Report, *, language: str = "en", width: int = 80, colour: bool = False) -> str:
    """Return the report as lines of at most ``width`` cells; UsageError where the language is unknown."""
    say = phrases(language)
    blocks: list[RenderableType] = [_header(report), Rule(characters="─", style="dim")]
    blocks += [Text(line) for line in delivery(report, say)]
    if report.status == "rejected":
        reason = Text(printable(say.told(report.reason or ""), TEXT_LIMIT))
        blocks += [Text(say.rejected, style="bold"), _indented(reason), Text()]
    columns = _Columns(report.exercises, say)
    for exercise in report.exercises:
        blocks.append(columns.line(exercise))
        if report.status == "graded":
            blocks += _details(exercise, say, language)
    return _draw(Group(*blocks), max(width, _NARROWEST), colour=colour)


def render_exercise(exercise: ExerciseReport, *, language: str, width: int, colour: bool) -> str:
    """Return one exercise of a report in full, as it stands in the whole; UsageError for an unknown language."""
    say = phrases(language)
    blocks = [_Columns([exercise], say).line(exercise), *_details(exercise, say, language)]
    return _draw(Group(*blocks), max(width, _NARROWEST), colour=colour)


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise in a list: its name and status, none where that is not known, its points, a remark."""

    name: str
    status: Status | None
    points: str
    note: str = ""


def render_lines(lines: Sequence[Line], *, width: int, colour: bool) -> str:
    """Return a list of exercises, one on each line."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=1)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for line in lines:
        style = _STYLES[line.status] if line.status else "dim"
        mark = _MARKS[line.status] if line.status else "?"
        table.add_row(Text(mark, style=style), Text(_line(line.name)), line.points, Text(line.note, style="dim"))
    return _draw(table, max(width, _NARROWEST), colour=colour)


def wrapped(text: str, width: int) -> list[str]:
    """Break text into lines of at most so many cells, of which a letter of a wide script takes two."""
    console = Console(file=StringIO(), width=max(1, width), color_system=None, legacy_windows=False)
    return [line.plain.rstrip() for line in Text(text).wrap(console, console.width)]


def render_class(reports: Iterable[Report], *, colour: bool = False) -> str:
    """Return a table of the class for the instructor: students by name, then mean and median of the graded.

    Its width is what the numbers need; exercises are numbered, with their names below.
    """
    ordered = sorted(reports, key=lambda report: report.student)
    if not ordered:
        return "No reports.\n"
    names = tuple({exercise.name: None for report in ordered for exercise in report.exercises})
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("student", overflow="fold", max_width=_STUDENT_WIDTH)
    table.add_column("status")
    for heading in ("score", "of", *(str(place) for place, _ in enumerate(names, start=1))):
        table.add_column(heading, justify="right")
    for report in ordered:
        table.add_row(*_class_row(report, names))
    _add_totals(table, [report for report in ordered if report.status == "graded"], names)
    legend = (Text(f"{place} {_line(name)}") for place, name in enumerate(names, start=1))
    return _draw(Group(table, Text(), *legend), _UNBOUNDED, colour=colour)


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


def _details(exercise: ExerciseReport, say: Phrases, language: str) -> Iterator[RenderableType]:
    if exercise.status not in {"passed", "not_implemented"}:
        yield from _cases(exercise, say)
    found = list(notes(exercise, say, language))
    if found:
        grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
        grid.add_column(width=max(cell_len(label) for label in say.labels), no_wrap=True)
        grid.add_column(ratio=1, overflow="fold")
        for label, text in found:
            grid.add_row(Text(label, style="cyan"), Text(printable(text, TEXT_LIMIT)))
        yield _indented(grid)


def _cases(exercise: ExerciseReport, say: Phrases) -> Iterator[RenderableType]:
    silent: dict[str, list[str]] = {}
    for case in exercise.cases:
        if case.outcome is Outcome.PASSED and case.score >= case.max_score:
            continue
        name = _line(case.id.removeprefix(f"{exercise.name} "))
        message = printable(say.told(case.message), TEXT_LIMIT).strip("\n")
        if message:
            yield _indented(Text(f"{name}: {ending(case, say)}"))
            yield _indented(Text(message, style="dim"), 2 * _INDENT)
        else:
            silent.setdefault(ending(case, say), []).append(name)
    # Cases of which there is nothing to tell but how they ended share a line.
    for how, names in silent.items():
        yield _indented(Text(f"{', '.join(names)}: {how}"))


def _class_row(report: Report, names: Sequence[str]) -> Iterator[Text]:
    scores = {exercise.name: number(counted_score(exercise)) for exercise in report.exercises}
    cells = (_line(report.student), report.status, number(report.score), number(report.max_score))
    yield from (Text(cell) for cell in cells)
    yield from (Text(scores.get(name, "-")) for name in names)


def _add_totals(table: Table, graded: Sequence[Report], names: Sequence[str]) -> None:
    if not graded:
        return
    by_name: dict[str, list[float]] = {name: [] for name in names}
    for report in graded:
        for exercise in report.exercises:
            by_name[exercise.name].append(counted_score(exercise))
    table.add_row()
    for label, total in (("mean", fmean), ("median", median)):
        overall = number(round(total([report.score for report in graded]), 2))
        each = (number(round(total(scores), 2)) if scores else "-" for scores in by_name.values())
        table.add_row(label, f"{len(graded)} graded", overall, "", *each, style="bold")


def _line(text: str) -> str:
    return one_line(text, NAME_LIMIT)


def _indented(content: RenderableType, cells: int = _INDENT) -> Padding:
    return Padding(content, (0, 0, 0, cells))


def _draw(content: RenderableType, width: int, *, colour: bool) -> str:
    page = StringIO()
    console = Console(
        file=page,
        width=width,
        height=1,
        color_system="standard" if colour else None,
        force_terminal=colour,
        force_interactive=False,
        force_jupyter=False,
        no_color=not colour,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(content)
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().split("\n")).rstrip("\n") + "\n"
