"""Attempts and times in a run: which counts, what lateness takes off, and that nothing is judged for it again."""

import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from report_samples import make_exercise, make_report
from small_course import EMPTY_HANDED, HALF, NAME, RIGHT, SmallCourse, report

from grader.course.lateness import Extension, SubmissionPolicy
from grader.grading.attempts import Rules, best_of
from grader.grading.pool import JudgePool
from grader.grading.run import Summary, grade_class
from grader.intake.find import find
from grader.report.model import HandedIn
from grader.report.text import render_text

DUE = datetime(2026, 3, 9, 12, tzinfo=UTC)
YAML = """\
submission_3:
  :submitters:
  - :email: ada@e.org
  :created_at: 2026-03-11 12:00:00 Z
  :history:
  - :id: 1
    :created_at: 2026-03-09 11:00:00 Z
  - :id: 2
    :created_at: 2026-03-10 11:00:00 Z
"""
ATTEMPTS = {1: EMPTY_HANDED, 2: RIGHT, 3: HALF}


def export(path: Path, attempts: Mapping[int, str]) -> Path:
    """Write what Gradescope delivers."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("submission_metadata.yml", YAML)
        for number, source in attempts.items():
            archive.writestr(f"submission_{number}/small.py", source)
    return path


def grade(tmp_path: Path, **policy: object) -> Summary:
    """Grade the three attempts by these rules."""
    course = SmallCourse(tmp_path)
    extensions = policy.pop("extensions", ())
    rules = Rules(assignment=NAME, policy=SubmissionPolicy(**policy), due=DUE, extensions=extensions)  # type: ignore[arg-type]  # any of the fields
    located = find([export(tmp_path / "export.zip", ATTEMPTS)], NAME, "small")
    plan = course.plan()
    with JudgePool(plan, 1) as judges:
        return grade_class(plan, located, tmp_path / "out", judges, lambda _: None, rules)


@pytest.mark.parametrize(
    ("policy", "attempt", "score", "deducted"),
    [
        ("last", 3, 3.2, 0.8),  # 4 of 10, two days late
        ("first", 1, 0.0, 0.0),
        ("best", 2, 9.0, 1.0),  # 10 of 10, one day late
    ],
)
def test_the_policy_says_which_attempt_counts(
    policy: str, attempt: int, score: float, deducted: float, tmp_path: Path
) -> None:
    """By the platform's order, with what lateness takes off; the report says all of it."""
    grade(tmp_path, attempt=policy, late_percent_per_day=10)
    found = report(tmp_path / "out", "ada@e.org")
    assert found.handed_in is not None
    assert (found.handed_in.attempt, found.handed_in.attempts) == (attempt, 3)
    assert (found.score, found.handed_in.deducted) == (score, deducted)
    assert f"ada@e.org,graded,{found.score:g},10," in (tmp_path / "out" / "gradebook.csv").read_text()


def test_of_equals_the_earliest_counts() -> None:
    """Whoever goes on trying loses nothing by it, and is late no later."""
    reports = [make_report("a", make_exercise(), handed_in=HandedIn(attempt=number)) for number in (2, 1, 3)]
    assert best_of(reports) is reports[1]


def test_of_the_best_every_attempt_is_kept(tmp_path: Path) -> None:
    """A report each, and judged once."""
    assert grade(tmp_path, attempt="best").graded == 3
    assert len(list((tmp_path / "out" / "attempts" / "ada@e.org").iterdir())) == 3
    again = grade(tmp_path, attempt="best")
    assert (again.graded, again.kept) == (0, 3)


def test_a_rule_that_changes_changes_the_report(tmp_path: Path) -> None:
    """An extension granted later, and nothing else about the submission."""
    grade(tmp_path, late_percent_per_day=50)
    assert report(tmp_path / "out", "ada@e.org").score == 0.0
    granted = (Extension(student="ada@e.org", assignment=NAME, due=datetime(2026, 3, 12, tzinfo=UTC)),)
    (change,) = grade(tmp_path, late_percent_per_day=50, extensions=granted).changes
    assert (change.old.score, change.new.score) == (0.0, 4.0)


def test_the_report_says_it_in_both_languages(tmp_path: Path) -> None:
    """When, which attempt, the due moment, and what was taken off."""
    grade(tmp_path, attempt="best", late_percent_per_day=10)
    found = report(tmp_path / "out", "ada@e.org")
    english = render_text(found)
    assert "Attempt 2 of 3: the best one counts." in english
    assert "Handed in 2026-03-10 11:00:00+00:00." in english
    assert "Late, days begun: 1. 10 % of the points earned are taken off: -1." in english
    assert "제출 3회 중 2번째" in render_text(found, language="ko")
