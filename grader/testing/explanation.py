"""Why two arrays differ, where one simple thing explains every entry: a factor, a sign, an axis, an order.

Invariant: a sentence is given only if it accounts for *all* of the difference. The arrays that come in are exact
``np.ndarray`` of one compared dtype kind, so that NumPy's operators are safe on them.
"""

from collections.abc import Callable

import numpy as np

from grader.language import said
from grader.testing.exact import Array, scalar_text

Agree = Callable[[Array, Array], bool]

_LARGEST = 1_000_000  # entries; beyond, the search for a reason costs more than the comparison
_FEW = 2  # one entry is always some multiple of another, which explains nothing
_MATRIX = 2  # axes
_EXACT = 1e-9  # relative; a number that is nearly twice another is not twice it


def explain_shape(actual: Array, expected: Array, agree: Agree) -> str:
    """Explain arrays of two shapes by the transpose or by an axis of length 1, or say nothing."""
    if actual.size != expected.size or actual.size > _LARGEST:
        return ""
    if _is_transpose(actual, expected, agree):
        return said("told", "it is the transpose of what is expected")
    same_but_for_ones = [n for n in actual.shape if n != 1] == [n for n in expected.shape if n != 1]
    return _axis(actual, expected) if same_but_for_ones and agree(actual.reshape(expected.shape), expected) else ""


def explain_values(actual: Array, expected: Array, agree: Agree) -> str:
    """Explain arrays of one shape by a factor, an offset, the transpose, a reversed axis, or say nothing."""
    if not _FEW <= actual.size <= _LARGEST:
        return ""
    if actual.dtype.kind == "b" and agree(~actual, expected):
        return said("told", "every entry is the opposite of what is expected")
    return _proportion(actual, expected) or _order(actual, expected, agree)


def explain_number(actual: complex, expected: complex) -> str:
    """Explain a floating-point number by its sign or a factor of two, or say nothing: any number is some multiple."""
    got, wanted = np.complex128(actual), np.complex128(expected)
    if not (np.isfinite(got) and np.isfinite(wanted)) or wanted == 0:
        return ""
    for factor, words in (
        (-1, said("told", "the sign is opposite")),
        (2, said("told", "it is twice the expected")),
        (0.5, said("told", "it is half the expected")),
    ):
        if abs(got - factor * wanted) <= _EXACT * abs(wanted):
            return words
    return ""


def _axis(actual: Array, expected: Array) -> str:
    extra = actual.ndim - expected.ndim
    if extra > 0:
        return said("told", "the values are right: an axis of length 1 is too many")
    if extra < 0:
        return said("told", "the values are right: an axis of length 1 is missing")
    return said("told", "the values are right: an axis of length 1 is in another place")


def _is_transpose(actual: Array, expected: Array, agree: Agree) -> bool:
    if actual.ndim < _MATRIX or actual.ndim != expected.ndim:
        return False
    turned = actual.swapaxes(-1, -2)
    return turned.shape == expected.shape and agree(turned, expected)


def _order(actual: Array, expected: Array, agree: Agree) -> str:
    if _is_transpose(actual, expected, agree):
        return said("told", "it is the transpose of what is expected")
    for axis in range(actual.ndim):
        if agree(np.flip(actual, axis), expected):
            return said("told", "the order along axis {count} is reversed", count=axis)
    return ""


def _proportion(actual: Array, expected: Array) -> str:
    if expected.dtype.kind not in "iufc":
        return ""
    wide = np.result_type(actual.dtype, expected.dtype, np.float64)
    got, wanted = actual.astype(wide), expected.astype(wide)
    if not (np.isfinite(got).all() and np.isfinite(wanted).all()):
        return ""
    # What rounding leaves of a difference: half the digits of the coarser of the two.
    kinds = [a.dtype if a.dtype.kind in "fc" else np.dtype(np.float64) for a in (actual, expected)]
    rounding = max(float(np.finfo(kind).eps) for kind in kinds) ** 0.5
    with np.errstate(all="ignore"):
        return _factor(got, wanted, rounding) or _offset(got, wanted, rounding)


def _factor(actual: Array, expected: Array, rounding: float) -> str:
    if np.count_nonzero(expected) < _FEW:
        return ""
    largest = np.unravel_index(int(np.argmax(np.abs(expected))), expected.shape)
    factor = actual[largest] / expected[largest]
    if not _accounts(factor * expected, actual, expected, rounding):
        return ""
    if factor == 0:
        return said("told", "every entry is 0")
    if abs(factor + 1) <= rounding:
        return said("told", "every entry has the opposite sign")
    return said("told", "every entry is {got} times what is expected", got=_number(factor))


def _offset(actual: Array, expected: Array, rounding: float) -> str:
    offset = (actual - expected).flat[0]
    if not _accounts(expected + offset, actual, expected, rounding):
        return ""
    if offset.imag == 0 and offset.real < 0:
        return said("told", "every entry is {got} less than what is expected", got=_number(-offset))
    return said("told", "every entry is {got} more than what is expected", got=_number(offset))


def _accounts(explained: Array, actual: Array, expected: Array, rounding: float) -> bool:
    """Say whether ``explained`` leaves nothing of the difference between the two but rounding."""
    rest, difference = np.abs(actual - explained).max(), np.abs(actual - expected).max()
    return bool(0 < difference < np.inf and rest <= rounding * difference)


def _number(value: complex) -> str:
    value += 0  # -0.0 + 0 is 0.0
    short = scalar_text(value)
    return scalar_text(value, 10) if short == "1" else short
