"""What a function did to memory: whether arguments changed, and whether a result is a view of one.

Invariant: the comparison is of bits, never of values: NaN equals itself, and -0.0 is a change of 0.0.
"""

from collections.abc import Callable
from contextvars import ContextVar

import numpy as np

from grader.language import said
from grader.testing.exact import (
    ARRAY_KINDS,
    INEXACT,
    SCALARS,
    Array,
    Nested,
    arrays_in,
    cut,
    entries,
    identity,
    index_text,
    is_array,
    is_dict,
    is_one_of,
    is_sequence,
    leaves,
    portrait,
    scalar_text,
)

# A copy cannot show what it shares: where results come from another process, the judge sets what that one reports.
sharing: ContextVar[Callable[[Array, Array], bool]] = ContextVar("sharing", default=np.shares_memory)


def assert_unchanged(before: object, after: object) -> None:
    """Fail unless ``after`` is to the bit what ``before`` is: arrays, scalars, or tuples, lists and dicts of them."""
    __tracebackhide__ = True
    problem = change(before, after)
    if problem:
        raise AssertionError(problem)


def assert_no_shared_memory(result: object, *arguments: object) -> None:
    """Fail if an array in ``result`` shares memory with an array in ``arguments``; a result has at least one array."""
    __tracebackhide__ = True
    arrays = list(arrays_in(result))
    strangers = [leaf for leaf in leaves(result) if not is_array(leaf) and not is_one_of(leaf, SCALARS)]
    if strangers or not arrays:  # something else may hide an array, and nothing at all shares nothing
        raise AssertionError(said("told", "{got} where an array is expected", got=portrait([*strangers, result][0])))
    share = sharing.get()
    for position, argument in enumerate(arguments):
        if any(share(array, other) for array in arrays for other in arrays_in(argument)):
            raise AssertionError(
                said(
                    "told",
                    "the result shares memory with argument {count}: a change of one changes both; return a copy",
                    count=position,
                )
            )


def change(before: object, after: object, path: str = "") -> str:
    """Tell the first change, in a line or two, or nothing."""
    what = cut(f"argument{path}", 80) if path else said("part", "the argument")
    if type(before) is not type(after):
        return _became(what, portrait(before), portrait(after))
    if is_array(before) and before.dtype.kind in ARRAY_KINDS:
        return _array_change(before, after, what)  # type: ignore[arg-type]  # the types are the same
    if is_one_of(before, SCALARS):
        same = _same_bits(np.asarray(before), np.asarray(after)) if is_one_of(before, INEXACT) else before == after
        return "" if same else _became(what, scalar_text(before), scalar_text(after))
    if not is_sequence(before) and not is_dict(before):
        raise TypeError(f"assert_unchanged cannot compare {portrait(before)}; give arrays, numbers or containers")
    old, new = _by_identity(before), _by_identity(after)
    if old.keys() != new.keys():
        return said("told", "{what} was {got} and has other entries now", what=what, got=portrait(before))
    steps = (step for step, _ in entries(before))
    changes = (change(old[key], new[key], f"{path}{step}") for key, step in zip(old, steps, strict=True))
    return next(filter(None, changes), "")


def _by_identity(value: Nested) -> dict[object, object]:
    if is_dict(value):
        return {identity(key): entry for key, entry in value.items()}
    return dict(enumerate(value))


def _array_change(before: Array, after: Array, what: str) -> str:
    if before.dtype != after.dtype or before.shape != after.shape:
        return _became(what, portrait(before), portrait(after))
    if _same_bits(before, after):
        return ""
    changed = before != after
    if before.dtype.kind in "fc":
        changed &= ~(np.isnan(before) & np.isnan(after))
    if not changed.any():
        return said("told", "{what} was changed in place: the sign of a zero, or the bits of a NaN", what=what)
    first = np.unravel_index(int(np.argmax(changed)), changed.shape)
    was, now = scalar_text(before[first]), scalar_text(after[first])
    return said(
        "told",
        "{what} was changed in place, at {place} first: {got} became {expected}; work on a copy",
        what=what,
        place=index_text(first),
        got=was,
        expected=now,
    )


def _became(what: str, was: str, now: str) -> str:
    return said("told", "{what} was {expected} and is {got} now", what=what, expected=was, got=now)


def _same_bits(before: Array, after: Array) -> bool:
    if before.dtype.char in "gG":  # the padding of a long double may be anything
        return np.array_equal(before, after, equal_nan=True)
    return before.tobytes() == after.tobytes()
