"""Central differences, and a gradient compared with them.

Invariant: ``f`` is given a fresh array at each call, so that a function that writes into its argument spoils no
other value, and nothing but a finite real number is taken for a value of it.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.language import said
from grader.testing.comparison import assert_close
from grader.testing.exact import BOOLEANS, INEXACT, INTEGERS, is_array, is_one_of, portrait

_EPS = float(np.finfo(np.float64).eps)
_REALS = (INTEGERS | INEXACT) - BOOLEANS - {complex, np.complex64, np.complex128, np.clongdouble}


def numerical_gradient(
    f: Callable[[npt.NDArray[np.float64]], Any], x: npt.ArrayLike, h: float = 1e-6
) -> npt.NDArray[np.float64]:
    """Return the central differences of a scalar-valued ``f``: ``(f(x + h) - f(x - h)) / 2h`` for each entry."""
    __tracebackhide__ = True
    return _differences(f, np.array(x, dtype=np.float64), h)[0]


def assert_gradient(
    f: Callable[[npt.NDArray[np.float64]], Any],
    x: npt.ArrayLike,
    gradient: object,
    rtol: float = 1e-5,
    *,
    atol: float | None = None,
    h: float = 1e-6,
) -> None:
    """Fail unless ``gradient`` is that of ``f`` at ``x``: a float64 array of the shape of ``x``, within ``rtol``.

    ``atol`` is what rounding does to a central difference, some ``eps * |f(x)| / h``, unless it is given. Let
    ``f`` be the reference: a student's own loss may be wrong in the same way as its gradient.
    """
    __tracebackhide__ = True
    numerical, largest = _differences(f, np.array(x, dtype=np.float64), h)
    noise = 1e-9 + 10 * _EPS * largest / h
    assert_close(gradient, numerical, rtol=rtol, atol=noise if atol is None else atol)


def _differences(
    f: Callable[[npt.NDArray[np.float64]], Any], x: npt.NDArray[np.float64], h: float
) -> tuple[npt.NDArray[np.float64], float]:
    """Return the gradient, and the largest absolute value of ``f`` that was met."""
    __tracebackhide__ = True
    gradient = np.zeros_like(x)
    largest = 0.0
    for index in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[index] += h
        below[index] -= h
        step = float(above[index] - below[index])
        if not step > 0:
            raise ValueError(f"numerical_gradient: h = {h} is lost beside x; write a larger one")
        high, low = _value(f(above)), _value(f(below))
        gradient[index] = (high - low) / step
        largest = max(largest, abs(high), abs(low))
    return gradient, largest


def _value(value: object) -> float:
    __tracebackhide__ = True
    if is_array(value) and value.shape == () and value.dtype.kind in "iuf":
        value = value[()]
    if not is_one_of(value, _REALS):
        raise AssertionError(
            said("told", "{got} where a function's value, a real number, is expected", got=portrait(value))
        )
    if not math.isfinite(value):
        raise AssertionError(
            said("told", "a function's value is {got} where a finite number is expected", got=float(value))
        )
    return float(value)
