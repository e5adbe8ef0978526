"""A course and a class that are generated: one function, cases that compare it with the reference on fresh arrays.

Submissions differ in a comment, and in being right or wrong.
"""

from dataclasses import dataclass
from pathlib import Path

from contenders import Task

NAME = "01_scaling"

COURSE = 'format = 1\n[title]\nen = "Scaling"\n'
ASSIGNMENT = """\
format = 1
module = "scaling"

[title]
en = "Scaling"

[[exercise]]
name = "shift"
points = 10

[limits]
case_seconds = 60.0
submission_seconds = 3600.0
"""
SOLUTION = "import numpy as np\n\n\ndef shift(x):\n    return np.asarray(x) + 1.0\n"
SUITE = """\
import pytest

from grader.testing import assert_close, exercise


@exercise("shift")
@pytest.mark.parametrize("number", range({cases}))
def test_shift(student, reference, rng, number):
    x = rng.normal(size={size})
    expected = reference.shift(x)
    assert_close(student.shift(x), expected)
"""


@dataclass(frozen=True)
class Point:
    """One class to grade: so many submissions, cases, and numbers in an array; each n-th ``wrong``, none where 0."""

    submissions: int = 20
    cases: int = 10
    size: int = 10
    wrong: int = 0


def generate(point: Point, folder: Path) -> Task:
    """Write the course into a folder and return what is to be graded; ``cases`` are for peers, who need their names."""
    assignment = folder / NAME
    assignment.mkdir()
    (folder / "course.toml").write_text(COURSE, encoding="utf-8")
    (assignment / "assignment.toml").write_text(ASSIGNMENT, encoding="utf-8")
    (assignment / "scaling.py").write_text(SOLUTION, encoding="utf-8")
    (assignment / "test_hidden.py").write_text(SUITE.format(cases=point.cases, size=point.size), encoding="utf-8")
    sources = {f"student-{number:05}": _source(number, point) for number in range(point.submissions)}
    return Task(folder, NAME, "scaling", tuple(f"test_shift#{number}" for number in range(point.cases)), sources)


def _source(number: int, point: Point) -> str:
    is_wrong = point.wrong and number % point.wrong == 0
    return f"{SOLUTION.replace('1.0', '2.0') if is_wrong else SOLUTION}# {number}\n"
