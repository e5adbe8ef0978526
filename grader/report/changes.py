"""What a regrading moved: whose score, on which exercise, and by how much."""

from collections.abc import Iterable

import msgspec

from grader.errors import UsageError
from grader.printable import number, one_line
from grader.report.compose import NAME_LIMIT, counted_score
from grader.report.model import ExerciseReport, Report


class Mark(msgspec.Struct, frozen=True):
    """Points out of points."""

    score: float
    max_score: float


class ExerciseChange(msgspec.Struct, frozen=True, kw_only=True):
    """One exercise whose mark moved; ``None`` where one of the reports does not have it."""

    name: str
    old: Mark | None
    new: Mark | None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One student whose report moved, in the total, the status or an exercise."""

    assignment: str
    student: str
    old: Mark
    new: Mark
    old_status: str
    new_status: str
    exercises: tuple[ExerciseChange, ...]


def compare(old: Report, new: Report) -> Change | None:
    """Return what moved between two gradings of one student's submission, None where nothing did.

    UsageError: the reports are of different students or assignments.
    """
    if (old.assignment, old.student) != (new.assignment, new.student):
        raise UsageError(
            f"{_name(old.assignment)}/{_name(old.student)} and {_name(new.assignment)}/{_name(new.student)}:"
            " these reports have nothing to compare; give two of one student and assignment"
        )
    before, after = _marks(old.exercises), _marks(new.exercises)
    change = Change(
        assignment=new.assignment,
        student=new.student,
        old=Mark(old.score, old.max_score),
        new=Mark(new.score, new.max_score),
        old_status=old.status,
        new_status=new.status,
        exercises=tuple(
            ExerciseChange(name=name, old=before.get(name), new=after.get(name))
            for name in {**after, **before}
            if before.get(name) != after.get(name)
        ),
    )
    still = change.old == change.new and change.old_status == change.new_status and not change.exercises
    return None if still else change


def marks_alone(report: Report) -> Report:
    """Return what ``compare`` needs of a report, a small part of it."""
    exercises = tuple(
        msgspec.structs.replace(one, cases=(), diagnosis=None, counterexample=None, relation=None)
        for one in report.exercises
    )
    return msgspec.structs.replace(report, exercises=exercises, notes=())


def render_changes(changes: Iterable[Change]) -> str:
    """Return the changes as plain text, sorted by student, with a count of scores up and down."""
    ordered = sorted(changes, key=lambda change: change.student)
    if not ordered:
        return "No score moved.\n"
    lines = [line for change in ordered for line in _lines(change)]
    moves = [change.new.score - change.old.score for change in ordered]
    up, down = sum(move > 0 for move in moves), sum(move < 0 for move in moves)
    return "\n".join([*lines, "", f"{len(moves)} changed: {up} up, {down} down."]) + "\n"


def _marks(exercises: Iterable[ExerciseReport]) -> dict[str, Mark]:
    return {exercise.name: Mark(counted_score(exercise), exercise.max_score) for exercise in exercises}


def _lines(change: Change) -> list[str]:
    status = "" if change.old_status == change.new_status else f"  {change.old_status} → {change.new_status}"
    wide = max((len(_name(exercise.name)) for exercise in change.exercises), default=0)
    return [
        f"{_name(change.student)}  {_move(change.old, change.new)}{status}",
        *(f"    {_name(exercise.name):<{wide}}  {_move(exercise.old, exercise.new)}" for exercise in change.exercises),
    ]


def _move(old: Mark | None, new: Mark | None) -> str:
    difference = (new.score if new else 0.0) - (old.score if old else 0.0)
    sign = "+" if difference > 0 else ""
    return f"{_mark(old)} → {_mark(new)}  ({sign}{number(difference)})"


def _mark(mark: Mark | None) -> str:
    return f"{number(mark.score)} / {number(mark.max_score)}" if mark else "absent"


def _name(text: str) -> str:
    return one_line(text, NAME_LIMIT)
