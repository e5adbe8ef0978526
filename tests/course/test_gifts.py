"""Gifts: one source, minimal, to the byte; and each that cannot be is named."""

import ast
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import pytest
from giving_course import FIRST, GivingCourse

from grader.course.gifts import Given, plan_given, read_given
from grader.course.leaks import find_leaks
from grader.course.manifest import load_assignment
from grader.course.release import check_release, plan_release, write_release
from grader.errors import CourseError

GIVEN_TO_THE_SECOND = '''\
"""Finished parts of earlier assignments: import from here what you need, and leave this file as it is.

From 01_first: _checked, softmax
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.floating]


def _checked(x: "ArrayLike") -> Array:
    UNUSED = 0.0
    return np.asarray(x, dtype=np.float64) + UNUSED


def softmax(x: Array, axis: int = -1) -> Array:
    """Return probabilities along an axis."""
    x = _checked(x)
    # without the shift a large entry overflows
    shifted = x - x.max(axis=axis, keepdims=True)
    weights = np.exp(shifted)
    return weights / weights.sum(axis=axis, keepdims=True)
'''

GIVEN_TO_THE_THIRD = '''\
"""Finished parts of earlier assignments: import from here what you need, and leave this file as it is.

From 01_first: _checked, softmax, Layer
From 02_second: cross_entropy
"""

from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.floating]
# Far from zero, and far from one.
TINY = 1e-3
TABLE: dict[str, Any] = {}


def _checked(x: "ArrayLike") -> Array:
    UNUSED = 0.0
    return np.asarray(x, dtype=np.float64) + UNUSED


def softmax(x: Array, axis: int = -1) -> Array:
    """Return probabilities along an axis."""
    x = _checked(x)
    # without the shift a large entry overflows
    shifted = x - x.max(axis=axis, keepdims=True)
    weights = np.exp(shifted)
    return weights / weights.sum(axis=axis, keepdims=True)


TABLE["softmax"] = softmax


class Layer:
    """Apply what is in the table."""

    smallest = TINY

    def apply(self, x: Array) -> Array:
        return np.maximum(TABLE["softmax"](x), self.smallest)

    def same(self) -> Self:
        return self


def cross_entropy(x: Array, label: int) -> float:
    """Return the loss of one sample, a float."""
    return float(-np.log(softmax(x)[label]))
'''


@pytest.fixture
def giving(tmp_path: Path) -> GivingCourse:
    """Build a sound course of three."""
    return GivingCourse(tmp_path)


def plan(giving: GivingCourse, name: str) -> Given:
    """Plan what an assignment is given."""
    course = giving.load()
    given = plan_given(course, course.assignment(name))
    assert given is not None
    return given


def test_a_definition_comes_with_what_it_uses_and_nothing_else(giving: GivingCourse) -> None:
    """Imports, aliases and helpers, comments inside, no markers, no unused constant."""
    assert plan(giving, "02_second").text == GIVEN_TO_THE_SECOND


def test_what_a_gift_is_built_on_comes_along(giving: GivingCourse) -> None:
    """The definitions stand in the order of the course and of their sources; what is common stands once."""
    assert plan(giving, "03_third").text == GIVEN_TO_THE_THIRD


def test_an_assignment_that_takes_nothing_is_given_nothing(giving: GivingCourse) -> None:
    """There is no empty module."""
    course = giving.load()
    assert plan_given(course, course.assignment("01_first")) is None
    assert "given.py" not in plan_release(course, course.assignment("01_first"))


def test_line_ends_and_the_order_in_the_manifest_make_no_difference(giving: GivingCourse) -> None:
    """The text depends on what the sources say alone."""
    path = giving.solutions / "01_first/first.py"
    path.write_bytes(b"\xef\xbb\xbf" + FIRST.replace("\n", "\r\n").encode())
    giving.manifest("03_third", "total", "01_first.Layer", "02_second.cross_entropy")
    assert plan(giving, "03_third").text == GIVEN_TO_THE_THIRD


def test_white_space_in_a_string_is_kept(giving: GivingCourse) -> None:
    """It belongs to the value."""
    giving.replace("01_first/first.py", "TINY = 1e-3\n", 'TINY = len("""a  \nb""") * 1e-3\n')
    assert 'TINY = len("""a  \nb""") * 1e-3\n' in plan(giving, "03_third").text


def test_what_is_given_is_released_beside_the_stub(giving: GivingCourse) -> None:
    """And a change of its origin makes the release stale."""
    course = giving.load()
    assignment = course.assignment("03_third")
    folder = course.releases / "03_third"
    write_release(plan_release(course, assignment), folder)
    assert (folder / "given.py").read_text(encoding="utf-8") == GIVEN_TO_THE_THIRD
    giving.replace("01_first/first.py", "Far from zero", "Further from zero")
    assert check_release(plan_release(course, assignment), folder) == (
        f"{folder / 'given.py'}: differs from its source; run `grader release`",
    )


def test_an_import_that_two_need_in_parts_is_whole(giving: GivingCourse) -> None:
    """Submodules of one package are imported one and all."""
    giving.replace("01_first/first.py", "import numpy as np\n", "import numpy as np, numpy.fft\n")
    giving.replace("01_first/first.py", "weights = np.exp", "weights = numpy.exp")
    giving.replace("02_second/second.py", "import numpy as np\n", "import numpy as np\nimport numpy.linalg\n")
    giving.replace("02_second/second.py", "float(-np.log", "float(-numpy.log")
    text = plan(giving, "03_third").text
    assert "import numpy as np\nimport numpy.fft\nimport numpy.linalg\nfrom numpy.typing" in text


def test_the_future_stands_first(giving: GivingCourse) -> None:
    """As Python wants it; where a definition comes from a module with one, it is needed."""
    giving.replace("02_second/second.py", '"""Losses."""\n', '"""Losses."""\nfrom __future__ import annotations\n')
    text = plan(giving, "03_third").text
    assert "\n\nfrom __future__ import annotations\n\nfrom typing" in text
    ast.parse(text)
    compile(text, "given.py", "exec")


FAULTS: dict[str, tuple[Callable[[GivingCourse], object], str]] = {
    "its own": (
        lambda c: c.manifest("02_second", "cross_entropy", "01_first.softmax", "02_second.cross_entropy"),
        "02_second/assignment.toml: gives: '02_second.cross_entropy' is its own; take from an earlier assignment",
    ),
    "a later one": (
        lambda c: c.manifest("01_first", "softmax", "03_third.total"),
        "01_first/assignment.toml: gives: '03_third.total' is of no assignment before it (none is); take",
    ),
    "unknown": (
        lambda c: c.manifest("02_second", "cross_entropy", "01_frist.softmax"),
        "gives: '01_frist.softmax' is of no assignment before it (01_first); take from an earlier assignment",
    ),
    "no definition": (
        lambda c: c.manifest("02_second", "cross_entropy", "01_first.TINY", "01_first.softmax"),
        "first.py: defines no function or class 'TINY', which is given from here; correct the name in `gives`",
    ),
    "given on": (
        lambda c: c.manifest("03_third", "total", "02_second.softmax", "02_second.cross_entropy", "01_first.Layer"),
        "second.py: defines no function or class 'softmax'",
    ),
    "an exercise's name": (
        lambda c: c.manifest("03_third", "softmax", "02_second.cross_entropy", "01_first.Layer"),
        "'softmax', which comes from 01_first, is an exercise here; rename one of the two",
    ),
    "two meanings": (
        lambda c: c.replace("02_second/second.py", "NDArray[np.floating]", "NDArray[np.float64]"),
        "second.py:7: 'Array' means something else in 01_first, from where it is given, too; rename one",
    ),
    "two imports": (
        lambda c: c.replace("02_second/second.py", "import numpy as np", "import numpy.ma as np"),
        "'np' means something else in 01_first",
    ),
    "not declared": (
        lambda c: c.replace("03_third/third.py", "import Layer, ", "import _checked, "),
        "third.py:4: '_checked' is not given to 03_third; write it in `gives` of its manifest",
    ),
    "not declared, earlier": (
        lambda c: c.manifest("02_second", "cross_entropy"),
        "second.py:4: 'softmax' is not given to 02_second; write it in `gives` of its manifest",
    ),
    "under another name": (
        lambda c: (
            c.replace("02_second/second.py", "import softmax", "import softmax as probabilities"),
            c.replace("02_second/second.py", "np.log(softmax(", "np.log(probabilities("),
        ),
        "second.py:4: what is given must be plain to see; write `from given import name` at the top",
    ),
    "as a module": (
        lambda c: (
            c.replace("02_second/second.py", "from given import softmax", "import given"),
            c.replace("02_second/second.py", "np.log(softmax(", "np.log(given.softmax("),
        ),
        "second.py:4: what is given must be plain to see",
    ),
    "in a function": (
        lambda c: c.replace(
            "02_second/second.py", "    return float(", "    from given import softmax\n    return float("
        ),
        "second.py:13: what is given must be plain to see",
    ),
    "no syntax": (
        lambda c: c.write("01_first/first.py", "def softmax(:\n"),
        "first.py:1: this is not Python (invalid syntax); mend it",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_gift_that_cannot_be_is_named(giving: GivingCourse, fault: str) -> None:
    """With the file and what to do; whoever takes it."""
    change, problem = FAULTS[fault]
    change(giving)
    course = giving.load()
    with pytest.raises(CourseError, match=re.escape(problem)):
        list(map(partial(plan_given, course), course.assignments))


SEOUL = timezone(timedelta(hours=9))


def test_what_is_due_is_open_until_it_is_past(giving: GivingCourse) -> None:
    """Also through a gift of a gift; an assignment without a due is never open."""
    due = datetime(2026, 11, 30, 23, 59, tzinfo=SEOUL)
    giving.manifest("01_first", "softmax", more="due = 2026-11-30T23:59:00+09:00")
    given = plan(giving, "03_third")
    assert [(taken.assignment, taken.due) for taken in given.still_open(due)] == [("01_first", due)]
    assert given.still_open(datetime(2026, 11, 30, 14, 59, 1, tzinfo=UTC)) == ()


def test_the_text_to_work_with_is_planned_in_a_course_and_read_in_a_release(giving: GivingCourse) -> None:
    """An author's folder has no given module of its own; a student's has nothing else."""
    assert read_given(giving.assignment("02_second")) == GIVEN_TO_THE_SECOND
    assert read_given(giving.assignment("01_first")) == ""
    course = giving.load()
    folder = course.releases / "02_second"
    write_release(plan_release(course, course.assignment("02_second")), folder)
    (folder / "given.py").write_text("softmax = None\n")
    assert read_given(load_assignment(folder)) == "softmax = None\n"
    (folder / "given.py").unlink()
    with pytest.raises(CourseError, match=r"given\.py: there is no such file"):
        read_given(load_assignment(folder))


def scan(giving: GivingCourse, name: str, **more: str) -> list[tuple[str, int, str]]:
    """Scan a release, with files changed, for leaks: file, line, kind."""
    course = giving.load()
    assignment = course.assignment(name)
    changed = {f"{file}.{'py' if file == 'given' else 'md'}": text.encode() for file, text in more.items()}
    found = find_leaks(course, assignment, {**plan_release(course, assignment), **changed})
    return [(leak.file, leak.line, leak.kind) for leak in found]


@pytest.mark.parametrize("name", GivingCourse.names)
def test_a_declared_gift_is_no_leak(giving: GivingCourse, name: str) -> None:
    """The bodies of what is given may be seen in the given module."""
    assert scan(giving, name) == []


def test_a_declared_gift_is_a_leak_anywhere_else(giving: GivingCourse) -> None:
    """What has one source has one place; the helpers that students had from the start are nobody's secret."""
    line = "    return weights / weights.sum(axis=axis, keepdims=True)\n"
    kind = "a line of the solution of 01_first, which is given in given.py alone"
    assert scan(giving, "02_second", handout=f"Like this:\n\n{line}") == [("handout.md", 3, kind)]
    assert scan(giving, "01_first", handout="np.asarray(x, dtype=np.float64) + UNUSED\n") == []
    assert scan(giving, "02_second", handout="np.asarray(x, dtype=np.float64) + UNUSED\n") == []
    commented = "    # Without the shift a large entry overflows.\n"
    assert scan(giving, "03_third", handout=commented) == [("handout.md", 1, kind)]


def test_what_nobody_gives_is_a_leak_in_the_given_module(giving: GivingCourse) -> None:
    """A declared gift excuses itself alone, not whatever stands beside it."""
    own = "return float(sum(cross_entropy(row, label) for row, label in zip(x, labels, strict=True)))\n"
    found = scan(giving, "03_third", given=GIVEN_TO_THE_THIRD + own)
    assert [file for file, _, _ in found] == ["given.py"]
    assert found[0][2] == "a line of the solution"


def test_nobody_gives_an_exercise_away_under_another_name(giving: GivingCourse) -> None:
    """A gift whose body is the whole solution of an exercise here would be that solution."""
    body = FIRST.partition("softmax: shift, exponentiate, divide\n")[2].partition("    # END")[0]
    giving.replace("02_second/second.py", "    return float(-np.log(softmax(x)[label]))\n", body)
    found = scan(giving, "02_second")
    assert ("given.py", "the whole solution of an exercise") in {(file, kind) for file, _, kind in found}


@pytest.mark.parametrize("body", ["    return x\n", "    x = _checked(x)\n    return x\n"])
def test_what_anyone_would_write_may_be_in_a_gift_and_in_an_exercise(giving: GivingCourse, body: str) -> None:
    """An author could do nothing about it."""
    giving.replace("02_second/second.py", "    return float(-np.log(softmax(x)[label]))\n", body)
    old = FIRST.partition("_checked(x)\n")[2].partition("    # END")[0]
    giving.replace("01_first/first.py", old, "    return x\n")
    assert scan(giving, "02_second") == []
