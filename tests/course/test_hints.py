"""Hints in steps: read from the author's file, released with the stub, refused where they do not fit."""

from pathlib import Path

import pytest
from small_course import HINTS, SmallCourse

from grader.course.hints import load_hints
from grader.course.leaks import find_leaks
from grader.course.release import plan_release
from grader.errors import CourseError


def test_the_steps_are_in_the_order_of_the_file(tmp_path: Path) -> None:
    """By exercise, each step in its languages."""
    course = SmallCourse(tmp_path)
    course.write("hints.toml", HINTS)
    hints = load_hints(course.assignment(), ("en", "ko"))
    assert [step["en"] for step in hints["double"]] == ["What is twice one?", "Adding is enough."]


def test_without_the_file_there_are_none(tmp_path: Path) -> None:
    """An assignment need not have hints, and then its release has no file."""
    course = SmallCourse(tmp_path)
    assert load_hints(course.assignment()) == {}
    assert "hints.toml" not in plan_release(course.load(), course.assignment())


def test_they_are_released_as_they_stand(tmp_path: Path) -> None:
    """Without being listed in the manifest."""
    course = SmallCourse(tmp_path)
    course.write("hints.toml", HINTS)
    assert plan_release(course.load(), course.assignment())["hints.toml"] == HINTS.encode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HINTS.replace("[[double]]", "[[dubble]]"), "dubble: 'dubble' is no exercise here; write its name"),
        (HINTS.replace('ko = "더하기로 충분합니다."\n', ""), "double[1].ko: there is no text in 'ko'; write one"),
        ("[double]\nen = 'x'\n", "expected `array`"),
        ("[[double]\n", "this is not TOML"),
    ],
)
def test_what_does_not_fit_is_said_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    """Before anything is released."""
    course = SmallCourse(tmp_path)
    course.write("hints.toml", text)
    with pytest.raises(CourseError) as raised:
        plan_release(course.load(), course.assignment())
    assert said in str(raised.value)


def test_a_hint_that_is_a_misconceptions_is_a_leak(tmp_path: Path) -> None:
    """What is said of one mistake would tell which mistakes are known."""
    course = SmallCourse(tmp_path)
    course.write("hints.toml", HINTS.replace("Adding is enough.", "Compare what goes in with what comes out."))
    loaded, assignment = course.load(), course.assignment()
    leaks = find_leaks(loaded, assignment, plan_release(loaded, assignment))
    assert [leak.file for leak in leaks] == ["hints.toml"]
