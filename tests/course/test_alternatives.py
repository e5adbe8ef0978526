"""Alternatives: read from small files that stand for whole submissions."""

from pathlib import Path

import pytest
from tiny_course import TinyCourse

from grader.course.alternatives import load_alternatives
from grader.course.regions import read_source
from grader.course.variants import Variant
from grader.errors import CourseError

TEXT = '''"""Everything about zero.

More about it.
"""

import numpy as np


def center(x):
    return x - np.mean(x, axis=0)


class Scaler:
    def transform(self, x):
        return x * (1 / self.deviation)
'''


@pytest.fixture
def tiny(tmp_path: Path) -> TinyCourse:
    """Build a sound course of one assignment."""
    return TinyCourse(tmp_path)


def load(tiny: TinyCourse) -> tuple[Variant, ...]:
    """Load the alternatives as they are now."""
    (assignment,) = tiny.load().assignments
    return load_alternatives(assignment, read_source(assignment.source))


def test_an_assignment_may_have_none(tiny: TinyCourse) -> None:
    """Without a folder of alternatives there are none."""
    assert load(tiny) == ()


def test_an_alternative_replaces_all_its_definitions_together(tiny: TinyCourse) -> None:
    """Functions and methods of any exercise; the rest of the solution stays."""
    tiny.write("alternatives/about_zero.py", TEXT)
    (alternative,) = load(tiny)
    assert (alternative.name, alternative.summary) == ("about_zero", "Everything about zero.")
    applied = alternative.apply((tiny.folder / "tiny.py").read_text())
    assert "return x - np.mean(x, axis=0)\n" in applied
    assert "return x * (1 / self.deviation)\n" in applied
    assert "self.deviation = np.sqrt(" in applied
    assert "return x / self.deviation\n" not in applied


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        ("no-name.py", TEXT, "is no name; rename the file"),
        ("x.py", TEXT.partition("\n\n\n")[2], "there is no docstring; say in its first line what its style is"),
        ("center/x.py", TEXT, r"move it to alternatives/<style>\.py"),
        ("x.py", TEXT + "\nimport math\n", "take out 'import math'"),
        ("x.py", TEXT + "\nTWO = 2\n", "take out 'TWO = 2'"),
        ("x.py", '"""Style."""\n\n\ndef helper(x):\n    return x\n', "defines 'helper', but the solution does not"),
        ("x.py", '"""Style."""\n', "changes nothing of the solution"),
    ],
)
def test_a_file_that_does_not_fit_is_named(tiny: TinyCourse, file: str, text: str, problem: str) -> None:
    """With what to do about it."""
    tiny.write(f"alternatives/{file}", text)
    with pytest.raises(CourseError, match=rf"alternatives/{file}.*{problem}"):
        load(tiny)


def test_what_students_are_given_needs_no_alternative(tiny: TinyCourse) -> None:
    """A file that replaces no region proves nothing about the suite."""
    text = (tiny.folder / "tiny.py").read_text()
    tiny.write("tiny.py", text + "\n\ndef given(x):\n    return x\n")
    tiny.write("alternatives/x.py", '"""Style."""\n\n\ndef given(x):\n    return +x\n')
    with pytest.raises(CourseError, match="replaces no region, only what students are given"):
        load(tiny)
