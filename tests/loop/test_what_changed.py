"""What an exercise depends on: enough, and no more than that."""

from pathlib import Path

import pytest
from small_course import SmallCourse

from grader.course.manifest import Assignment
from grader.loop.changes import Digests, digest_exercises

BASE = """\
import numpy as np

SCALE = 2.0


def helper(x):
    return x * SCALE


def unrelated():
    return 0


def double(x):
    return helper(np.asarray(x))


def total(x):
    return float(np.sum(x))
"""


@pytest.fixture
def assignment(tmp_path: Path) -> Assignment:
    """Load the small assignment of two exercises."""
    return SmallCourse(tmp_path).assignment()


def changed(assignment: Assignment, before: str, after: str, suite: str | None = None) -> set[str]:
    """Return the exercises whose code is not the same."""
    text = assignment.public_suite.read_text() if suite is None else suite
    first, second = (digest_exercises(source, assignment, text) for source in (before, after))
    return {name for name in first if first[name].content != second[name].content}


def test_a_function_is_its_own_exercises(assignment: Assignment) -> None:
    """Who changes one exercise has changed no other."""
    assert changed(assignment, BASE, BASE.replace("np.sum", "np.max")) == {"total"}


def test_what_a_function_uses_is_its_own_too(assignment: Assignment) -> None:
    """By way of any number of helpers."""
    assert changed(assignment, BASE, BASE.replace("x * SCALE", "x + SCALE")) == {"double"}


def test_what_nobody_uses_is_nobodys(assignment: Assignment) -> None:
    """A function that no exercise can reach decides nothing."""
    assert changed(assignment, BASE, BASE.replace("return 0", "return 1")) == set()


@pytest.mark.parametrize(
    "more", ["SCALE = 3.0\n", "np.seterr(all='raise')\n", "import math\n", "if True:\n    SCALE = 1\n"]
)
def test_a_statement_of_the_module_is_everybodys(assignment: Assignment, more: str) -> None:
    """A constant, a setting, an import: what comes of them is not looked into."""
    assert changed(assignment, BASE, BASE + more) == {"double", "total"}


def test_comments_and_blank_lines_are_nobodys(assignment: Assignment) -> None:
    """They change no code; the lines below them stand elsewhere all the same."""
    suite = assignment.public_suite.read_text()
    after = BASE.replace("def total", "# now the sum\n\n\ndef total")
    assert changed(assignment, BASE, after) == set()
    before, moved = (digest_exercises(source, assignment, suite) for source in (BASE, after))
    assert before["double"] == moved["double"]
    assert before["total"].placed != moved["total"].placed


@pytest.mark.parametrize(
    "case",
    [
        "    helper = getattr(student, 'unrelated')\n",
        "    student.unrelated()\n",
        "    call(student)\n\ndef call(student):\n    student.unrelated()\n",
        "    for name in NAMES:\n        getattr(student, name)\n\nNAMES = ['unrelated']\n",
    ],
)
def test_what_a_case_mentions_is_its_exercises(assignment: Assignment, case: str) -> None:
    """As an attribute, as a string, in a helper of the suite, in a table."""
    suite = (
        f"@exercise('double')\ndef test_it(student):\n{case}\n@exercise('total')\ndef test_sum(student):\n    pass\n"
    )
    assert changed(assignment, BASE, BASE.replace("return 0", "return 1"), suite) == {"double"}


def test_another_exercises_battery_is_not_ours(assignment: Assignment) -> None:
    """An assignment of a suite belongs to the exercise that it names."""
    suite = "TestA = universal_battery('double', f)\nTestB = universal_battery('total', f)\n"
    assert changed(assignment, BASE, BASE.replace("np.sum", "np.max"), suite) == {"total"}


def test_what_an_exercise_needs_is_its_own(tmp_path: Path) -> None:
    """Whether its code calls that or not: its cases may."""
    course = SmallCourse(tmp_path)
    manifest = (course.folder / "assignment.toml").read_text()
    course.write("assignment.toml", manifest + 'needs = ["double"]\n')
    assert changed(course.assignment(), BASE, BASE.replace("x * SCALE", "x")) == {"double", "total"}


@pytest.mark.parametrize(("source", "suite"), [("def broken(:\n", None), (BASE, "pytestmark = exercise\n")])
def test_where_it_cannot_be_told_everything_counts(assignment: Assignment, source: str, suite: str | None) -> None:
    """What is no Python, or a suite that names no exercise: any change is a change of all."""
    assert changed(assignment, source, source + "# a comment\n", suite) == {"double", "total"}
    assert isinstance(digest_exercises(source, assignment, suite or "")["double"], Digests)
