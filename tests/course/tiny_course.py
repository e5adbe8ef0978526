"""A tiny course, built from text, which every test of the author's side bends as it likes."""

from pathlib import Path

from grader.course.manifest import Course, load_course

COURSE = """\
format = 1
languages = ["en", "ko"]

[title]
en = "Tiny"
ko = "작은 강좌"
"""

ASSIGNMENT = """\
format = 1
module = "tiny"
files = ["handout.md"]

[title]
en = "Tiny"
ko = "작은 과제"

[[exercise]]
name = "center"
points = 3

[[exercise]]
name = "Scaler"
points = 5
needs = ["center"]
"""

SOLUTION = '''\
"""Centre and scale."""

import numpy as np

EPS = 1e-12


def center(x):
    """Return x without its mean, computed as x - mean(x)."""
    # BEGIN SOLUTION center: subtract the mean of each column
    # one mean for each column, hence the axis
    mean = x.mean(axis=0, keepdims=True)
    return x - mean
    # END SOLUTION


class Scaler:
    """Divide by the deviation."""

    def fit(self, x):
        """Remember the deviation of each column."""
        # BEGIN SOLUTION Scaler: remember the deviation
        self.deviation = np.sqrt(np.mean(center(x) ** 2, axis=0)) + EPS
        return self
        # END SOLUTION

    def transform(self, x):
        """Return x on the scale that was fitted."""
        # BEGIN SOLUTION Scaler: divide by it
        return x / self.deviation
        # END SOLUTION
'''

STUB = '''\
"""Centre and scale."""

import numpy as np

EPS = 1e-12


def center(x):
    """Return x without its mean, computed as x - mean(x)."""
    # TODO(center): subtract the mean of each column
    # (the reference needs 2 lines)
    raise NotImplementedError("center")


class Scaler:
    """Divide by the deviation."""

    def fit(self, x):
        """Remember the deviation of each column."""
        # TODO(Scaler): remember the deviation
        # (the reference needs 2 lines)
        raise NotImplementedError("Scaler")

    def transform(self, x):
        """Return x on the scale that was fitted."""
        # TODO(Scaler): divide by it
        # (the reference needs 1 line)
        raise NotImplementedError("Scaler")
'''

PUBLIC = """\
import numpy as np

from grader.testing import assert_close, exercise


@exercise("center")
class TestCenter:
    def test_two_numbers(self, student):
        assert_close(student.center(np.array([[1.0], [3.0]])), np.array([[-1.0], [1.0]]))
"""

HIDDEN = """\
import numpy as np
import pytest

from grader.testing import assert_close, exercise


@exercise("center")
class TestCenter:
    def test_agrees_with_the_reference(self, student, reference, rng):
        x = rng.normal(size=(5, 3))
        assert_close(student.center(x), reference.center(x))

    def test_leaves_its_argument_alone(self, student, rng):
        x = rng.normal(size=(4, 4))
        before = x.copy()
        student.center(x)
        assert_close(x, before)

    def test_by_hand(self, student):
        x = np.array([[7.0, 2.0], [9.0, 5.0]])
        expected = np.array([[-1.0, -1.5], [1.0, 1.5]])
        assert_close(student.center(x), expected)

    def test_one_row_becomes_zero(self, student):
        assert_close(student.center(np.array([[4.0, 5.0, 6.0]])), np.zeros((1, 3)))

    def test_a_word_raises(self, student):
        with pytest.raises(TypeError):
            student.center("a word, not an array")
"""

VARIANT = '''\
"""The mean of everything is taken, not one for each column.

Seen in courses on signals, where there is but one channel.

Published: In image processing one mean for all channels is usual.

Hint: How many means
does a table of three columns have?
힌트: 열이 세 개인 표에는 평균이 몇 개 있나요?
"""


def center(x):
    overall = x.mean()
    return x - overall
'''

HANDOUT = """\
# Centre and scale

Write `center`: the mean of each column becomes zero.
"""


class TinyCourse:
    """A course in a folder; each method writes one file of its only assignment."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.solutions = root / "solutions"
        self.folder = self.solutions / "01_tiny"
        self.write("assignment.toml", ASSIGNMENT)
        self.write("tiny.py", SOLUTION)
        self.write("test_public.py", PUBLIC)
        self.write("test_hidden.py", HIDDEN)
        self.write("handout.md", HANDOUT)
        self.write("misconceptions/center/overall_mean.py", VARIANT)
        (self.solutions / "course.toml").write_text(COURSE, encoding="utf-8")

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file of the assignment."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def replace(self, name: str, old: str, new: str) -> Path:
        """Change a file of the assignment in one place."""
        text = (self.folder / name).read_bytes().decode()
        assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
        return self.write(name, text.replace(old, new))

    def load(self) -> Course:
        """Load what is there now."""
        return load_course(self.solutions)
