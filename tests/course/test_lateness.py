"""Lateness: days begun after the due moment, by the platform's times and the course's rules alone."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from grader.course.lateness import Extension, SubmissionPolicy, find_extension, find_lateness

DUE = datetime(2026, 3, 9, 23, 59, tzinfo=UTC)
POLICY = SubmissionPolicy(late_percent_per_day=10, grace_minutes=30, late_days=3)


@pytest.mark.parametrize(
    ("minutes", "days", "percent"),
    [
        (-1, 0, 0),
        (0, 0, 0),
        (30, 0, 0),
        (30.1, 1, 10),
        (1440, 1, 10),
        (1440.1, 2, 20),
        (3 * 1440, 3, 30),
        (4321, 4, 100),
    ],
)
def test_each_day_begun_takes_its_share(minutes: float, days: int, percent: int) -> None:
    """Within grace nothing; past it from the due moment; after the last day everything."""
    late = find_lateness(POLICY, DUE, None, DUE + timedelta(minutes=minutes), marked=False)
    assert (late.days, late.percent) == (days, Fraction(percent))


def test_an_extension_moves_the_due_moment_of_one() -> None:
    """Its own moment counts, in whatever offset it is written, and the report can say so."""
    seoul = datetime.fromisoformat("2026-03-11T08:59:00+09:00")
    late = find_lateness(POLICY, DUE, seoul, DUE + timedelta(hours=24), marked=True)
    assert (late.days, late.extended, late.due) == (0, True, seoul)


def test_an_extension_is_for_one_student_and_one_assignment() -> None:
    """The latest of several counts."""
    granted = [
        Extension(student="a", assignment="01", due=DUE),
        Extension(student="a", assignment="01", due=DUE + timedelta(days=1)),
        Extension(student="b", assignment="01", due=DUE + timedelta(days=9)),
    ]
    assert find_extension(granted, "a", "01") == DUE + timedelta(days=1)
    assert find_extension(granted, "a", "02") is None


def test_without_a_time_nothing_is_taken_off() -> None:
    """An attempt that the platform calls late is late by nobody knows how much."""
    assert find_lateness(POLICY, DUE, None, None, marked=True).days is None
    assert find_lateness(POLICY, DUE, None, None, marked=True).percent == 0
    assert find_lateness(POLICY, DUE, None, None, marked=False).days == 0


def test_without_a_due_moment_nothing_is_late() -> None:
    """Whatever the platform calls it."""
    late = find_lateness(POLICY, None, None, DUE, marked=True)
    assert (late.days, late.percent, late.due) == (0, Fraction(0), None)


@pytest.mark.parametrize(
    "fields", [{"late_percent_per_day": 101}, {"late_percent_per_day": -1}, {"grace_minutes": -1}, {"late_days": -1}]
)
def test_a_rule_that_cannot_be_is_refused(fields: dict[str, int]) -> None:
    """With what to write."""
    with pytest.raises(ValueError, match="write"):
        SubmissionPolicy(**fields)  # type: ignore[arg-type]  # any of the fields
