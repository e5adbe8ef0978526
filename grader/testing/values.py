"""How an array or a scalar differs from the one expected: type, dtype, shape, finiteness, value, in that order.

Invariant: each step relies on those before it, so that arithmetic meets equal shapes and compared dtypes only.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.language import said
from grader.testing.exact import (
    ACCEPTED,
    INEXACT,
    NUMBERS,
    Array,
    contrast,
    cut,
    index_text,
    is_array,
    is_one_of,
    portrait,
    scalar_text,
    shape_text,
)
from grader.testing.explanation import Agree, explain_number, explain_shape, explain_values

# rtol and atol by the bytes of a real number; a long double is compared as a double is.
_TOLERANCES = {2: (1e-2, 1e-3), 4: (1e-4, 1e-5), 8: (1e-7, 1e-9)}
_KINDS = {
    "b": said("part", "booleans"),
    "i": said("part", "integers"),
    "u": said("part", "unsigned integers"),
    "f": said("part", "real numbers"),
    "c": said("part", "complex numbers"),
    "S": said("part", "bytes"),
    "U": said("part", "strings"),
    "O": said("part", "Python objects"),
}


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What the suite asked for; None is what the expected value's own dtype says."""

    rtol: float | None = None
    atol: float | None = None
    dtype: np.dtype[Any] | None = None

    def tolerances(self, dtype: np.dtype[Any]) -> tuple[float, float]:
        """Return rtol and atol for values that should have ``dtype``; integers, booleans and strings are exact."""
        if dtype.kind not in "fc":
            return 0.0, 0.0
        width = dtype.itemsize // (2 if dtype.kind == "c" else 1)
        rtol, atol = _TOLERANCES.get(width, _TOLERANCES[8])
        return rtol if self.rtol is None else self.rtol, atol if self.atol is None else self.atol


def array_difference(actual: object, expected: Array, rule: Rule) -> str:
    """Tell how ``actual`` differs from an expected array, in up to three lines, or nothing."""
    if not is_array(actual):
        return type_difference(actual, expected)
    problem = _dtype_difference(actual.dtype, expected.dtype, rule.dtype)
    if problem:
        return problem
    tolerances = rule.tolerances(expected.dtype)

    def agree(one: Array, other: Array) -> bool:
        return bool(_agreement(one, other, *tolerances).all())

    if actual.shape != expected.shape:
        reason = explain_shape(actual, expected, agree)
        return _lines(
            said(
                "told",
                "shape {got} where {expected} is expected",
                got=shape_text(actual),
                expected=shape_text(expected),
            ),
            reason,
        )
    agreement = _agreement(actual, expected, *tolerances)
    if agreement.all():
        return ""
    return _finiteness_difference(actual, expected) or _value_difference(actual, expected, agreement, agree)


def scalar_difference(actual: object, expected: object, rule: Rule) -> str:
    """Tell how ``actual`` differs from an expected scalar, string or None, in up to two lines, or nothing."""
    if not is_one_of(actual, ACCEPTED[type(expected)]):
        return type_difference(actual, expected)
    if rule.dtype is not None and is_one_of(actual, NUMBERS) and np.dtype(type(actual)) != rule.dtype:
        got = np.dtype(type(actual))
        return said(
            "told", "a number of dtype {got} where exactly {expected} is expected", got=got, expected=rule.dtype
        )
    if not is_one_of(expected, INEXACT):
        return "" if actual == expected else contrast(actual, expected)
    one, other = np.asarray(actual), np.asarray(expected)
    if _agreement(one, other, *rule.tolerances(other.dtype)).all():
        return ""
    return _lines(contrast(actual, expected), explain_number(actual, expected))


def type_difference(actual: object, expected: object) -> str:
    """Say what there is and what is expected, for two values of different types or lengths."""
    if actual is None:
        return said("told", "None where {expected} is expected; is a `return` missing?", expected=portrait(expected))
    got, wanted, advice = portrait(actual), portrait(expected), ""
    if is_one_of(actual, INEXACT) and is_one_of(expected, INEXACT):
        advice = _width_advice(np.dtype(type(actual)), np.dtype(type(expected)))
    if not advice:
        return said("told", "{got} where {expected} is expected", got=got, expected=wanted)
    return said("told", "{got} where {expected} is expected: {advice}", got=got, expected=wanted, advice=advice)


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _dtype_difference(actual: np.dtype[Any], expected: np.dtype[Any], exact: np.dtype[Any] | None) -> str:
    """Compare the kinds, of floating-point numbers the widths too, and all of the dtype where ``exact`` is one."""
    if actual.kind != expected.kind:
        return said(
            "told",
            "dtype {got} where {expected} is expected: {what}, not {wanted}",
            got=cut(str(actual), 40),
            expected=expected,
            what=_KINDS.get(actual.kind, said("part", "something else")),
            wanted=_KINDS[expected.kind],
        )
    if expected.kind in "fc" and actual.itemsize != expected.itemsize:
        advice = _width_advice(actual, expected)
        return said(
            "told", "dtype {got} where {expected} is expected: {advice}", got=actual, expected=expected, advice=advice
        )
    if exact is not None and actual != exact:
        return said("told", "dtype {got} where exactly {expected} is expected", got=actual, expected=exact)
    return ""


def _width_advice(actual: np.dtype[Any], expected: np.dtype[Any]) -> str:
    if actual.kind != expected.kind or actual.itemsize == expected.itemsize:
        return ""
    if actual.itemsize < expected.itemsize:
        return said("part", "precision was lost on the way")
    return said(
        "part",
        "something promoted it, as an array or a NumPy scalar of the wider type does and a Python float does not",
    )


def _agreement(actual: Array, expected: Array, rtol: float, atol: float) -> npt.NDArray[np.bool_]:
    """Mark the entries that agree; NaN agrees with NaN alone, an infinity with itself alone."""
    if expected.dtype.kind not in "fc":
        return np.asarray(actual == expected)
    with np.errstate(all="ignore"):
        wide = np.result_type(actual.dtype, expected.dtype, np.float64)
        got, wanted = actual.astype(wide, copy=False), expected.astype(wide, copy=False)
        close = np.asarray(np.abs(got - wanted) <= atol + rtol * np.abs(wanted))
        finite = np.isfinite(got) & np.isfinite(wanted)
        if finite.all():
            return close
        same = (got == wanted) | (np.isnan(got) & np.isnan(wanted))
    return np.asarray(np.where(finite, close, same), dtype=np.bool_)


def _finiteness_difference(actual: Array, expected: Array) -> str:
    """Tell of NaN and infinities that are where none is expected, or missing where one is."""
    if expected.dtype.kind not in "fc":
        return ""
    for name, test in ((said("part", "NaN"), np.isnan), (said("part", "infinite"), np.isinf)):
        got, wanted = test(actual), test(expected)
        wrong, missing = got & ~wanted, wanted & ~got
        if wrong.any():
            return said(
                "told",
                "{wrong} of {total} entries {what} where no such value is expected, first at {place}",
                wrong=int(np.count_nonzero(wrong)),
                total=wrong.size,
                what=name,
                place=_first(wrong),
            )
        if missing.any():
            return said(
                "told",
                "{wrong} of {total} entries not {what} where {what} is expected, first at {place}",
                wrong=int(np.count_nonzero(missing)),
                total=missing.size,
                what=name,
                place=_first(missing),
            )
    return ""


def _value_difference(actual: Array, expected: Array, agreement: npt.NDArray[np.bool_], agree: Agree) -> str:
    wrong = ~agreement
    first = np.unravel_index(int(np.argmax(wrong)), wrong.shape)
    reason = explain_values(actual, expected, agree)
    return _lines(
        _how_many(wrong, actual, expected),
        said(
            "told",
            "first at {place}: {problem}",
            place=index_text(first),
            problem=contrast(actual[first], expected[first]),
        ),
        reason,
    )


def _how_many(wrong: npt.NDArray[np.bool_], actual: Array, expected: Array) -> str:
    count, of = int(np.count_nonzero(wrong)), portrait(expected)
    if expected.dtype.kind not in "iufc":
        return said(
            "told", "{wrong} of {total} entries wrong in {expected}", wrong=count, total=wrong.size, expected=of
        )
    error, place = _largest_error(actual, expected)
    return said(
        "told",
        "{wrong} of {total} entries wrong in {expected}; the largest absolute error is {got} at {place}",
        wrong=count,
        total=wrong.size,
        expected=of,
        got=error,
        place=place,
    )


def _largest_error(actual: Array, expected: Array) -> tuple[str, str]:
    """Return the largest absolute error of numbers, and where it is."""
    inexact = expected.dtype.kind in "fc"
    wide = np.result_type(actual.dtype, expected.dtype, np.float64) if inexact else np.dtype(np.uint64)
    if inexact:
        with np.errstate(all="ignore"):
            error = np.asarray(np.abs(actual.astype(wide) - expected.astype(wide)))
        error[np.isnan(error)] = 0  # two NaN, or one infinity twice
    else:  # the larger less the smaller: unsigned, the subtraction wraps to the true distance
        larger, smaller = np.maximum(actual, expected), np.minimum(actual, expected)
        error = np.asarray(larger.astype(wide) - smaller.astype(wide))
    worst = np.unravel_index(int(np.argmax(error)), error.shape)
    return scalar_text(error[worst]), index_text(worst)


def _first(marked: npt.NDArray[np.bool_]) -> str:
    return index_text(np.unravel_index(int(np.argmax(marked)), marked.shape))
