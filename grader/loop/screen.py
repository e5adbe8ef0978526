"""The one screen of ``check --watch``, drawn: how far, the first exercise that fails in full, the keys."""

import re

from rich.console import Group, RenderableType
from rich.progress_bar import ProgressBar
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from grader.language import Catalogue, catalogue
from grader.loop.view import View
from grader.printable import number, printable
from grader.report.lines import wrapped
from grader.report.model import ExerciseReport
from grader.report.text import Line, render_exercise, render_lines

# Header, bar, two rules, the keys.
_FRAME = 5
_PROBLEM = 4_000


def draw(view: View, *, width: int, height: int, colour: bool) -> RenderableType:
    """Return the screen, as high as the terminal; what does not fit is counted."""
    say = catalogue(view.language)
    notes = wrapped(view.note, width)
    room = max(1, height - _FRAME - len(notes))
    body = _body(view, say, width=width, colour=colour).rstrip("\n").split("\n")
    if len(body) > room:
        body = [*body[: room - 1], _more(say, len(body) - room + 1)]
    body += [""] * (room - len(body))
    return Group(
        _header(view, say),
        _bar(view, say),
        Rule(characters="─", style="dim"),
        Text.from_ansi("\n".join(body)),
        *(Text(line, style="dim") for line in notes),
        Rule(characters="─", style="dim"),
        Text(say("h hint   n next   a all   q quit"), style="bold"),
    )


def _header(view: View, say: Catalogue) -> RenderableType:
    header = Table.grid(padding=(0, 2, 0, 0), expand=True)
    header.add_column(ratio=1, no_wrap=True)
    header.add_column(justify="right", no_wrap=True)
    report = view.report
    points = "" if report is None else f"{number(report.score)} / {number(report.max_score)}"
    header.add_row(Text(view.title, style="bold"), Text(say("checking …") if view.running else points, style="bold"))
    return header


def _bar(view: View, say: Catalogue) -> RenderableType:
    exercises = () if view.report is None else view.report.exercises
    done = len(exercises) - len(view.failing)
    row = Table.grid(padding=(0, 2, 0, 0), expand=True)
    row.add_column(ratio=1)
    row.add_column(justify="right", no_wrap=True)
    counted = say.many(
        "{done} of {total} exercise", "{done} of {total} exercises", len(exercises), done=done, total=len(exercises)
    )
    row.add_row(ProgressBar(total=max(1, len(exercises)), completed=done), Text(counted if exercises else ""))
    return row


def _body(view: View, say: Catalogue, *, width: int, colour: bool) -> str:
    if view.problem:
        return "\n".join(wrapped(printable(say.told(view.problem), _PROBLEM), width))
    if view.report is None:
        return ""
    if view.report.status == "rejected":
        return "\n".join(wrapped(printable(say.told(view.report.reason or ""), _PROBLEM), width))
    if view.overview:
        return render_lines([_line(exercise) for exercise in view.report.exercises], width=width, colour=colour)
    if view.chosen is None:
        return say("Every public test passes.")
    # The hints that were asked for stand first: a screen may have no room for all that the tests say.
    hints = [
        say("Hint {number} of {total}: {text}", number=place, total=view.hint_count, text=hint)
        for place, hint in enumerate(view.hints, 1)
    ]
    to_do = _to_do(view.source, view.chosen.name)
    body = render_exercise(view.chosen, language=view.language, width=width, colour=colour, first=(*to_do, *hints))
    there = _hints(say, view.hint_count, len(hints)) if view.hint_count > len(hints) else ""
    return body + "\n" + "\n".join(wrapped(there, width)) if there else body


def _more(say: Catalogue, count: int) -> str:
    return say.many(
        "… {count} more line; `grader check` shows everything",
        "… {count} more lines; `grader check` shows everything",
        count,
        count=count,
    )


def _hints(say: Catalogue, total: int, shown: int) -> str:
    return say.many(
        "{total} hint, {shown} shown; press h", "{total} hints, {shown} shown; press h", total, total=total, shown=shown
    )


def _line(exercise: ExerciseReport) -> Line:
    return Line(name=exercise.name, status=exercise.status, score=exercise.score, max_score=exercise.max_score)


def _to_do(source: str, exercise: str) -> list[str]:
    """Return what the stub says is to be done, with its line, as long as it stands there."""
    sought = re.compile(rf"# TODO\({re.escape(exercise)}\): (.*)")
    lines = enumerate(source.splitlines(), start=1)
    return [printable(f"{place}: {found[1]}", _PROBLEM) for place, line in lines if (found := sought.search(line))]
