"""What a student watches: the last report, and which exercise of it is looked at; keys and checks make new views.

A view is a value. What it knows of hints is what has been shown on this machine.
"""

from typing import Literal

import msgspec

from grader.course.manifest import Assignment
from grader.loop.hints import reveal, shown_hints
from grader.report.model import ExerciseReport, Report

Key = Literal["h", "n", "a", "q", ""]

# What a Korean keyboard types where an English one has these letters.
_SAME_KEY = str.maketrans("ㅗㅜㅁㅂ", "hnaq")


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What is on the screen: the last report or what went wrong, and what of it the student looks at."""

    title: str
    language: str
    source: str = ""
    report: Report | None = None
    problem: str = ""
    running: bool = False
    place: int = 0
    overview: bool = False
    hints: tuple[str, ...] = ()
    hint_count: int = 0
    note: str = ""

    @property
    def failing(self) -> tuple[ExerciseReport, ...]:
        """The exercises that do not pass, in the assignment's order."""
        exercises = () if self.report is None else self.report.exercises
        return tuple(exercise for exercise in exercises if exercise.status != "passed")

    @property
    def chosen(self) -> ExerciseReport | None:
        """The exercise to show: the first that fails, or one that comes after it."""
        return self.failing[self.place % len(self.failing)] if self.failing else None


def key_of(typed: str) -> Key:
    """Return the key that was meant, whatever the keyboard's language; nothing for any other."""
    letter = typed.lower().translate(_SAME_KEY)[:1]
    return letter if letter in {"h", "n", "a", "q"} else ""  # type: ignore[return-value]  # one of these


def started(view: View) -> View:
    """Return the view while the file is being checked: what was found before stays on the screen."""
    return msgspec.structs.replace(view, running=True)


def checked(
    view: View, assignment: Assignment, *, source: str, note: str, report: Report | None, problem: str = ""
) -> View:
    """Return the view of a check that is done: of the first exercise that fails, or of what went wrong."""
    found = msgspec.structs.replace(
        view, running=False, report=report, problem=problem, source=source, note=note, place=0
    )
    return _with_hints(found, assignment)


def pressed(view: View, key: Key, assignment: Assignment) -> View:
    """Return the view after a key: one more hint, the next exercise that fails, or all of them."""
    if key == "a":
        return msgspec.structs.replace(view, overview=not view.overview)
    if key == "n":
        return _with_hints(msgspec.structs.replace(view, place=view.place + 1, overview=False), assignment)
    if key == "h" and view.chosen is not None:
        reveal(assignment, view.chosen.name)
        return _with_hints(msgspec.structs.replace(view, overview=False), assignment)
    return view


def _with_hints(view: View, assignment: Assignment) -> View:
    name = "" if view.chosen is None else view.chosen.name
    hints, count = shown_hints(assignment, name, view.language)
    return msgspec.structs.replace(view, hints=hints, hint_count=count)
