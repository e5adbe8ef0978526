"""What an assignment's ``strategies.py`` is written with: inputs for an exercise, drawn by Hypothesis, small first.

A declaration reads like a case of a suite: it draws its arguments and writes down what is to be asked of the student.

    @inputs("mse")
    def mse(draw, student):
        n = draw(sizes())
        return student.mse(draw(arrays(n)), draw(arrays(n)))

Hypothesis is no part of a student's installation, so only strategies import this module.
"""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st
from hypothesis.extra import numpy as of_numpy

from grader.testing.programs import Inputs, Symbol

_T = TypeVar("_T")

MOST = 3
NUMBERS = (0.0, 1.0, 2.0, 3.0, 0.5, -1.0, -2.0, -3.0, -0.5)
"""Few digits, so that a difference can be seen and worked out by hand; the first is the simplest."""


class Draw(Protocol):
    """Draws from a strategy."""

    def __call__(self, strategy: st.SearchStrategy[_T], /) -> _T:
        """Return a value."""


def inputs(
    exercise: str, *, rtol: float | None = None, atol: float | None = None
) -> Callable[[Callable[[Draw, Symbol], Any]], Inputs]:
    """Declare inputs for an exercise: the function draws, and returns what it has asked of the student.

    The tolerances are those of ``assert_close``. An exercise may have several such functions; they are searched in
    their order. Every input must be one that the exercise promises something about, an error perhaps.
    """
    return lambda write_down: Inputs(exercise, write_down, rtol, atol)


def sizes(least: int = 1, most: int = MOST) -> st.SearchStrategy[int]:
    """Draw the length of an axis."""
    return st.integers(least, most)


def numbers(*among: float) -> st.SearchStrategy[float]:
    """Draw one of these numbers, small ones unless said; the first is the simplest."""
    return st.sampled_from(among or NUMBERS)


def arrays(
    *shape: int, of: st.SearchStrategy[Any] | None = None, dtype: npt.DTypeLike = np.float64
) -> st.SearchStrategy[npt.NDArray[Any]]:
    """Draw an array of that shape, of small numbers unless said."""
    # Without a fill every entry is drawn by itself, and by itself made small.
    elements = numbers() if of is None else of
    return of_numpy.arrays(dtype, shape, elements=elements, fill=st.nothing())
