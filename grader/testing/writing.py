"""Values written as the code that makes them: what can be pasted into a shell, bounded whatever the value.

Invariant: nothing is asked of a value but of builtin types and NumPy's own; what is of no such type is named.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Any

import numpy as np

from grader.testing.exact import (
    BOOLEANS,
    INTEGERS,
    Array,
    Nested,
    cut,
    is_array,
    is_dict,
    is_sequence,
    portrait,
    scalar_text,
)

MOST_CHARACTERS = 1_500
_MOST_ENTRIES = 500
_WORD = 64  # bits: Python refuses to write an integer of many thousands of digits


def write(value: object) -> str:
    """Return the code of a value; of one that is too long to read, as much as there is room for."""
    written: list[str] = []
    room = MOST_CHARACTERS
    for piece in _pieces(value):
        written.append(piece)
        room -= len(piece)
        if room < 0:
            break
    return cut("".join(written), MOST_CHARACTERS)


def _pieces(value: Nested) -> Iterator[str]:
    if is_array(value):
        yield from _array(value)
    elif is_sequence(value):
        ends = "()" if type(value) is tuple else "[]"
        comma = "," if type(value) is tuple and len(value) == 1 else ""
        yield from _enclosed(ends, map(_pieces, value), comma)
    elif is_dict(value):
        pairs = (chain(_pieces(key), (": ",), _pieces(entry)) for key, entry in value.items())
        yield from _enclosed("{}", pairs)
    else:
        yield _scalar(value)


def _enclosed(ends: str, parts: Iterator[Iterator[str]], last: str = "") -> Iterator[str]:
    yield ends[0]
    for place, part in enumerate(parts):
        if place:
            yield ", "
        yield from part
    yield last + ends[1]


def _array(array: Array) -> Iterator[str]:
    if array.size > _MOST_ENTRIES or array.dtype.kind not in "biufcSU":
        yield f"<{portrait(array)}>"
        return
    natural = np.asarray(array.tolist())
    dtype = "" if natural.dtype == array.dtype else f", dtype={_dtype(array.dtype)}"
    if natural.shape != array.shape:  # one without entries, whose lists do not tell every axis
        yield f"np.empty({array.shape}{dtype})"
        return
    yield "np.array("
    yield from _pieces(array.tolist())
    yield f"{dtype})"


def _dtype(dtype: np.dtype[Any]) -> str:
    return f"np.{dtype.name}" if dtype.kind in "iufc" else repr(dtype.str)


def _scalar(value: Nested) -> str:
    kind = type(value)
    if kind is float:
        return repr(value) if np.isfinite(value) else str(value).replace("nan", "np.nan").replace("inf", "np.inf")
    if kind in {str, bytes, np.str_, np.bytes_}:
        return repr(value[:MOST_CHARACTERS])
    if value is None or kind in BOOLEANS | {complex}:
        return repr(value)
    if kind in INTEGERS:
        return repr(value) if int(value).bit_length() <= _WORD else scalar_text(value)
    return repr(value) if isinstance(value, np.generic) and value.dtype.kind in "fc" else f"<{portrait(value)}>"
