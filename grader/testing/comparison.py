"""``assert_close``: strict first, numerical last, and one message that says what is wrong and, if it can, why.

The order is fixed: exact type, dtype, shape, finiteness, and only then arithmetic, written as ``<=``. Nothing is
broadcast, converted or asked for its opinion, so that no value passes by being empty, NaN or clever.
"""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.language import said
from grader.testing.exact import (
    ARRAY_KINDS,
    BOOLEANS,
    NUMBERS,
    SCALARS,
    cut,
    identity,
    is_array,
    is_dict,
    is_one_of,
    is_sequence,
    portrait,
    scalar_text,
)
from grader.testing.values import Rule, array_difference, scalar_difference, type_difference


def assert_close(
    actual: object,
    expected: object,
    *,
    rtol: float | None = None,
    atol: float | None = None,
    dtype: npt.DTypeLike | None = None,
) -> None:
    """Fail unless ``actual`` has the expected type, dtype kind, float width, shape and values.

    Real and complex numbers agree within ``atol + rtol * |expected|``; integers, booleans and strings are exact.
    Unless given, the tolerances follow the expected dtype: 1e-7 and 1e-9 for float64, 1e-4 and 1e-5 for float32,
    1e-2 and 1e-3 for float16. NaN agrees with NaN alone, an infinity with itself alone.

    A list or tuple of plain numbers as ``expected`` stands for a float64 array (of booleans for a boolean one)
    where ``actual`` is an array or ``dtype`` is given. ``dtype`` demands exactly that dtype, of an array or of a
    number. Tuples, lists and dicts are compared entry by entry. ValueError and TypeError are the suite's faults.
    """
    __tracebackhide__ = True
    exact = None if dtype is None else np.dtype(dtype)
    rule = Rule(rtol=_tolerance("rtol", rtol), atol=_tolerance("atol", atol), dtype=exact)
    problem = _difference(actual, expected, rule, "")
    if problem:
        raise AssertionError(problem)


def _tolerance(name: str, value: float | None) -> float | None:
    if value is None:
        return None
    if not is_one_of(value, NUMBERS - BOOLEANS) or not 0 <= value < math.inf:
        raise ValueError(f"assert_close: {name} is {scalar_text(value)}; write a number, finite and not negative")
    return float(value)


def _difference(actual: object, expected: object, rule: Rule, path: str) -> str:
    """Tell the first difference, in a few lines of bounded length, or nothing."""
    if is_array(actual) or rule.dtype is not None:
        expected = _as_array(expected, rule.dtype)
    if is_array(expected) and expected.dtype.kind in ARRAY_KINDS:
        return _place(path, array_difference(actual, expected, rule))
    if is_one_of(expected, SCALARS):
        return _place(path, scalar_difference(actual, expected, rule))
    if not is_sequence(expected) and not is_dict(expected):
        raise TypeError(f"assert_close cannot compare with {portrait(expected)}; expect arrays, numbers or containers")
    if rule.dtype is not None:
        raise TypeError("assert_close: `dtype` is for an array or a number; compare the entries one by one")
    if type(actual) is not type(expected):
        return _place(path, type_difference(actual, expected))
    if is_dict(expected):
        return _dict_difference(actual, expected, rule, path)  # type: ignore[arg-type]  # the types are the same
    return _sequence_difference(actual, expected, rule, path)  # type: ignore[arg-type]  # as above


def _place(path: str, problem: str) -> str:
    if not path or not problem:
        return problem
    return said("told", "in result{path}: {problem}", path=cut(path, 74), problem=problem)


def _sequence_difference(
    actual: tuple[object, ...] | list[object], expected: tuple[object, ...] | list[object], rule: Rule, path: str
) -> str:
    if len(actual) != len(expected):
        return _place(path, type_difference(actual, expected))
    pairs = enumerate(zip(actual, expected, strict=True))
    problems = (_difference(got, wanted, rule, f"{path}[{i}]") for i, (got, wanted) in pairs)
    return next(filter(None, problems), "")


def _dict_difference(actual: dict[Any, object], expected: dict[Any, object], rule: Rule, path: str) -> str:
    for key in actual:
        if identity(key) is None:
            return _place(
                path,
                said("told", "{got} is a key; keys are strings, numbers, None or tuples of them", got=portrait(key)),
            )
    got = {identity(key): value for key, value in actual.items()}
    wanted = {identity(key): value for key, value in expected.items()}
    for key in expected:
        if identity(key) not in got:
            return _place(path, said("told", "the key {text} is missing", text=scalar_text(key)))
    for key in actual:
        if identity(key) not in wanted:
            return _place(path, said("told", "the key {text} is not expected", text=scalar_text(key)))
    steps = {identity(key): scalar_text(key) for key in expected}
    problems = (_difference(got[key], value, rule, f"{path}[{steps[key]}]") for key, value in wanted.items())
    return next(filter(None, problems), "")


def _as_array(expected: object, dtype: np.dtype[Any] | None) -> object:
    """Turn a list of plain numbers into the array it stands for, and give an array or a number the dtype asked for."""
    if is_sequence(expected):
        expected = _array_of_numbers(expected, np.float64 if dtype is None else None)
    if dtype is None or is_sequence(expected) or is_dict(expected) or expected is None:
        return expected
    natural = expected.dtype if is_array(expected) else np.dtype(type(expected))
    if not np.can_cast(natural, dtype, "same_kind"):
        raise TypeError(f"assert_close: {portrait(expected)} cannot stand for dtype {dtype}; mend one of the two")
    return expected.astype(dtype) if is_array(expected) else dtype.type(expected)


def _array_of_numbers(expected: tuple[Any, ...] | list[Any], real: type[np.float64] | None) -> object:
    """Return the array of nested lists of plain numbers, of dtype ``real`` where they are, or else what came in."""
    entries = list(_flat(expected))
    booleans = sum(is_one_of(entry, BOOLEANS) for entry in entries)
    if booleans not in {0, len(entries)} or not all(is_one_of(entry, NUMBERS) for entry in entries):
        return expected
    try:
        array = np.asarray(expected)
    except ValueError:  # ragged: these are containers, not an array
        return expected
    return array.astype(real) if real is not None and array.dtype.kind in "iuf" else array


def _flat(value: tuple[Any, ...] | list[Any]) -> Iterator[object]:
    for entry in value:
        if is_sequence(entry):
            yield from _flat(entry)
        else:
            yield entry
