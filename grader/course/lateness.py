"""Which attempt counts, when it was due, and what lateness takes off: a course's rules, applied to a platform's times.

Everything here is arithmetic on moments that somebody else wrote down; what time it is now plays no part, so that a
regrading a year later finds the same.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final, Literal, TypeAlias

import msgspec

from grader.clock import DAY, MINUTE, Moment

Choice: TypeAlias = Literal["last", "first", "best"]
Visibility: TypeAlias = Literal["visible", "after_due_date", "after_published", "hidden"]

_ALL: Final = 100


class SubmissionPolicy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[submissions]`` of a course.

    ``attempt`` says which of several attempts counts. ``late_percent_per_day`` is the share of the *earned* points that
    each day begun after the due moment takes off: of the maximum, it would take most from those who have least.
    Within ``grace_minutes`` nothing is late, for slow uploads are nobody's fault; past them the days count from the due
    moment itself, since grace is no second deadline. Later than ``late_days`` nothing is earned.
    """

    attempt: Choice = "last"
    late_percent_per_day: float = 0.0
    grace_minutes: float = 0.0
    late_days: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.late_percent_per_day <= _ALL:
            raise ValueError(f"`late_percent_per_day` is {self.late_percent_per_day}; write a number from 0 to 100")
        if not 0 <= self.grace_minutes < float("inf"):
            raise ValueError(f"`grace_minutes` is {self.grace_minutes}; write zero or a positive number")
        if self.late_days is not None and self.late_days < 0:
            raise ValueError(f"`late_days` is {self.late_days}; write zero or a positive whole number")


class Extension(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[extension]]`` of a course: a student's own due moment for one assignment."""

    student: str
    assignment: str
    due: Moment


class Publishing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[publish]`` of a course: when a platform shows students what it was told."""

    visibility: Visibility = "visible"


class Lateness(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an attempt's time: the days begun after it was due, and the percentage that they take off.

    ``days`` is None for an attempt that is late by an unknown time; nothing is taken off what nobody can show.
    """

    due: Moment | None = None
    extended: bool = False
    days: int | None = 0
    percent: Fraction = Fraction(0)


def find_lateness(
    policy: SubmissionPolicy, due: Moment | None, extended: Moment | None, submitted: Moment | None, *, marked: bool
) -> Lateness:
    """Return how late an attempt is; ``marked`` says that the platform called it late."""
    until = due if extended is None else extended
    lateness = Lateness(due=until, extended=extended is not None)
    if until is None:
        return lateness
    if submitted is None:
        return msgspec.structs.replace(lateness, days=None if marked else 0)
    over = submitted - until
    if over <= policy.grace_minutes * MINUTE:
        return lateness
    days = -(-over // DAY)
    percent = min(Fraction(_ALL), days * Fraction(str(policy.late_percent_per_day)))
    if policy.late_days is not None and days > policy.late_days:
        percent = Fraction(_ALL)
    return msgspec.structs.replace(lateness, days=days, percent=percent)


def find_extension(extensions: Iterable[Extension], student: str, assignment: str) -> Moment | None:
    """Return the student's own due moment, the latest where several were granted; None where none was."""
    found = [e.due for e in extensions if (e.student, e.assignment) == (student, assignment)]
    return max(found, default=None)
