"""Release and check, where one assignment takes from another."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from commanding import Inside
from giving_course import SECOND_RIGHT, GivingCourse

from grader.cli import author

PAST, OPEN = "due = 2026-01-31T23:59:00+09:00", "due = 9999-01-31T23:59:00+09:00"


@pytest.fixture
def giving(tmp_path: Path) -> GivingCourse:
    """Build a sound course of three."""
    return GivingCourse(tmp_path)


def released(giving: GivingCourse) -> list[str]:
    """Return what is released."""
    return sorted(path.relative_to(giving.root / "assignments").as_posix() for path in giving.root.rglob("*/given.py"))


@pytest.mark.parametrize("more", ["", PAST])
def test_what_is_not_open_is_given(inside: Inside, giving: GivingCourse, more: str) -> None:
    """Nothing is due, or what was due is past."""
    giving.manifest("01_first", "softmax", more=more)
    ran = inside("release")
    assert (ran.code, ran.err) == (0, "")
    assert released(giving) == ["02_second/given.py", "03_third/given.py"]


@pytest.mark.parametrize("name", ["02_second", "03_third"])
def test_what_is_open_is_refused_before_anything_is_written(inside: Inside, giving: GivingCourse, name: str) -> None:
    """The message says until when, and what else can be done; a gift of a gift counts."""
    giving.manifest("01_first", "softmax", more=OPEN)
    ran = inside("release", "01_first", name)
    assert (ran.code, ran.out) == (2, "")
    assert (
        f"{name}/assignment.toml: gives: {name} gives from 01_first, which is due 9999-01-31 23:59:00+09:00; "
        in ran.err
    )
    assert "--give-open" in ran.err
    assert not (giving.root / "assignments").exists()


def test_what_is_open_is_given_where_that_is_said(inside: Inside, giving: GivingCourse) -> None:
    """And a release that is there can be checked at any time."""
    giving.manifest("01_first", "softmax", more=OPEN)
    assert inside("release", "--give-open").code == 0
    assert released(giving) == ["02_second/given.py", "03_third/given.py"]
    assert inside("release", "--check") == (0, "", "")


def test_what_takes_from_elsewhere_is_released_all_the_same(inside: Inside, giving: GivingCourse) -> None:
    """An assignment's own due keeps nobody from it."""
    giving.manifest("01_first", "softmax", more=PAST)
    giving.manifest("02_second", "cross_entropy", "01_first.softmax", more=OPEN)
    assert inside("release", "01_first", "02_second").code == 0
    assert inside("release").code == 2


def test_the_present_is_the_clocks(inside: Inside, giving: GivingCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is due is open to the second, wherever the clock stands."""
    due = datetime(2030, 1, 1, tzinfo=UTC)
    giving.manifest("01_first", "softmax", more=f"due = {due.isoformat()}")
    monkeypatch.setattr(author, "now", lambda: due)
    assert inside("release").code == 2
    monkeypatch.setattr(author, "now", lambda: due + timedelta(seconds=1))
    assert inside("release").code == 0


def test_a_stale_gift_is_found_wanting(inside: Inside, giving: GivingCourse) -> None:
    """Whoever changes the first assignment is told of the second's release."""
    inside("release")
    giving.replace("01_first/first.py", "a large entry", "a huge entry")
    ran = inside("release", "--check", "02_second")
    assert ran.code == 1
    assert "02_second/given.py: differs from its source" in ran.err


def test_a_student_checks_with_what_was_released(inside: Inside, giving: GivingCourse) -> None:
    """In the folder, without the solutions; a file that is missing is said in a sentence."""
    inside("release")
    giving.solutions.rename(giving.root / "elsewhere")
    folder = giving.root / "assignments/02_second"
    (folder / "second.py").write_text(SECOND_RIGHT)
    ran = inside("check", folder=folder)
    assert (ran.code, ran.err) == (0, "")
    assert "10 / 10" in ran.out
    (folder / "given.py").unlink()
    ran = inside("check", folder=folder)
    assert (ran.code, ran.out) == (2, "")
    assert "given.py: there is no such file" in ran.err


def test_an_author_checks_a_solution(inside: Inside, giving: GivingCourse) -> None:
    """With what its release would be given."""
    ran = inside("check", giving.solutions / "03_third")
    assert (ran.code, ran.err) == (0, "")
