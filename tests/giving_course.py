"""A course of three: the first gives to the second, and both to the third."""

from pathlib import Path

from grader.course.manifest import Assignment, Course, load_course

COURSE = 'format = 1\n[title]\nen = "Giving"\n'

MANIFEST = """\
format = 1
module = "{module}"
gives = {gives}
{more}
[title]
en = "{module}"

[[exercise]]
name = "{exercise}"
points = 10
"""

FIRST = '''\
"""Probabilities."""

import os, sys
from typing import Any, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.floating]
# Far from zero, and far from one.
TINY = 1e-3
UNUSED = 2.0
TABLE: dict[str, Any] = {}


def _checked(x: "ArrayLike") -> Array:
    UNUSED = 0.0
    return np.asarray(x, dtype=np.float64) + UNUSED


@np.vectorize
def unasked(x):
    return os.fspath(sys.argv[0])


# %%
def softmax(x: Array, axis: int = -1) -> Array:
    """Return probabilities along an axis."""
    # BEGIN SOLUTION softmax: shift, exponentiate, divide
    x = _checked(x)
    # without the shift a large entry overflows
    shifted = x - x.max(axis=axis, keepdims=True)
    weights = np.exp(shifted)
    return weights / weights.sum(axis=axis, keepdims=True)
    # END SOLUTION


TABLE["softmax"] = softmax
np.set_printoptions(precision=8)


class Layer:
    """Apply what is in the table."""

    smallest = TINY

    def apply(self, x: Array) -> Array:
        return np.maximum(TABLE["softmax"](x), self.smallest)

    def same(self) -> Self:
        return self


if __name__ == "__main__":
    softmax = None
'''

SECOND = '''\
"""Losses."""

import numpy as np
from given import softmax
from numpy.typing import NDArray

Array = NDArray[np.floating]


def cross_entropy(x: Array, label: int) -> float:
    """Return the loss of one sample, a float."""
    # BEGIN SOLUTION cross_entropy: minus the logarithm of its probability
    return float(-np.log(softmax(x)[label]))
    # END SOLUTION
'''

THIRD = '''\
"""Training."""

import numpy as np
from given import Layer, cross_entropy


def total(x, labels):
    """Return the sum of the losses of some samples."""
    # BEGIN SOLUTION total: add the losses up
    return float(sum(cross_entropy(row, label) for row, label in zip(x, labels, strict=True)))
    # END SOLUTION
'''

PUBLIC = """\
import numpy as np
from given import {given}

from grader.testing import assert_close, exercise


@exercise("{exercise}")
def test_public(student):
    assert callable({given})
    assert_close(student.{exercise}({arguments}), {expected})
"""

HIDDEN = """\
import numpy as np
from given import {given}

from grader.testing import assert_close, exercise


@exercise("{exercise}")
def test_agrees(student, reference):
    expected = reference.{exercise}({arguments})
    assert_close(expected, {expected})
    assert_close(student.{exercise}({arguments}), expected)
"""

SECOND_RIGHT = """\
import numpy as np
from given import softmax

def cross_entropy(x, label):
    return float(-np.log(softmax(x)[label]))
"""

_PLAIN = (
    "from grader.testing import exercise\n\n\n@exercise('softmax')\ndef test_softmax(student):\n    student.softmax\n"
)
_SECOND = {
    "given": "softmax",
    "exercise": "cross_entropy",
    "arguments": "np.zeros(4), 0",
    "expected": "np.log(4.0).item()",
}
_THIRD = {
    "given": "Layer",
    "exercise": "total",
    "arguments": "np.zeros((2, 4)), [0, 1]",
    "expected": "np.log(16.0).item()",
}


class GivingCourse:
    """A course in a folder; every file of it can be written anew."""

    names = ("01_first", "02_second", "03_third")

    def __init__(self, root: Path) -> None:
        self.root = root
        self.solutions = root / "solutions"
        self.solutions.mkdir(parents=True)
        (self.solutions / "course.toml").write_text(COURSE, encoding="utf-8")
        self.manifest("01_first", "softmax")
        self.manifest("02_second", "cross_entropy", "01_first.softmax")
        self.manifest("03_third", "total", "02_second.cross_entropy", "01_first.Layer")
        for name, source, suite in zip(self.names, (FIRST, SECOND, THIRD), ({}, _SECOND, _THIRD), strict=True):
            self.write(f"{name}/{name[3:]}.py", source)
            self.write(f"{name}/test_public.py", PUBLIC.format(**suite) if suite else _PLAIN)
            self.write(f"{name}/test_hidden.py", HIDDEN.format(**suite) if suite else _PLAIN)

    def write(self, name: str, text: str) -> Path:
        """Write a file of the solutions."""
        path = self.solutions / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def replace(self, name: str, old: str, new: str) -> Path:
        """Change a file of the solutions in one place."""
        text = (self.solutions / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
        return self.write(name, text.replace(old, new))

    def manifest(self, name: str, exercise: str, *gives: str, more: str = "") -> None:
        """Write an assignment's manifest."""
        text = MANIFEST.format(module=name[3:], gives=list(gives), exercise=exercise, more=more)
        self.write(f"{name}/assignment.toml", text)

    def load(self) -> Course:
        """Load what is there now."""
        return load_course(self.solutions)

    def assignment(self, name: str) -> Assignment:
        """Load one assignment."""
        return self.load().assignment(name)
