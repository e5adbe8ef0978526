"""Two values that were written as code, read back as numbers and laid side by side, entry by entry.

Nothing is evaluated: a text that is not plainly numbers and arrays is no picture.
"""

import ast
import math
from collections.abc import Iterator
from itertools import chain
from typing import Final, TypeAlias

import msgspec

from grader.printable import one_line

LARGEST: Final = 12

_Number: TypeAlias = bool | int | float
_Rows: TypeAlias = tuple[tuple[_Number, ...], ...]

# Shares of the largest expected entry: nearly right, wrong, off by more than all there is.
_STEPS: Final = (1e-6, 0.1, 1.0)
_NAMED: Final = frozenset({"nan", "inf"})
_CELL: Final = 12


class Entry(msgspec.Struct, frozen=True):
    """One entry as text; how far it is from what was expected, from 0 (right) to 3."""

    text: str
    level: int


class Side(msgspec.Struct, frozen=True):
    """Two arrays of one shape, as rows of entries."""

    expected: tuple[tuple[Entry, ...], ...]
    got: tuple[tuple[Entry, ...], ...]


class Shapes(msgspec.Struct, frozen=True):
    """Two arrays that differ in shape already."""

    expected: str
    got: str


class _Array(msgspec.Struct, frozen=True):
    shape: tuple[int, ...]
    rows: _Rows


def compare(expected: str, got: str) -> tuple[Side | Shapes, ...]:
    """Return a comparison of each array in ``expected`` that differs from its counterpart in ``got`` and has a plane.

    Of arrays of one entry there is nothing to see, and neither is there of more than ``LARGEST`` rows or columns.
    """
    try:
        pairs = list(zip(_parts(expected), _parts(got), strict=True))
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        return ()
    return tuple(_lay(ours, theirs) for ours, theirs in pairs if ours != theirs and _is_plane(ours, theirs))


def _parts(text: str) -> Iterator[_Array]:
    node = ast.parse(text, mode="eval").body
    yield from chain.from_iterable(map(_arrays, node.elts if isinstance(node, ast.Tuple) else (node,)))


def _arrays(node: ast.expr) -> Iterator[_Array]:
    if isinstance(node, ast.Tuple):
        yield from chain.from_iterable(map(_arrays, node.elts))
    elif isinstance(node, ast.Call) and ast.unparse(node.func) == "np.array" and node.args:
        yield _array(node.args[0])
    else:
        yield _Array(shape=(), rows=((_number(node),),))


def _array(node: ast.expr) -> _Array:
    if not isinstance(node, ast.List):
        return _Array(shape=(), rows=((_number(node),),))
    if not any(isinstance(element, ast.List) for element in node.elts):
        return _Array(shape=(len(node.elts),), rows=(tuple(map(_number, node.elts)),))
    rows = tuple(tuple(map(_number, row.elts)) for row in node.elts if isinstance(row, ast.List))
    if len(rows) != len(node.elts) or len({len(row) for row in rows}) != 1:
        raise ValueError(node)
    return _Array(shape=(len(rows), len(rows[0])), rows=rows)


def _number(node: ast.expr) -> _Number:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_number(node.operand)
    if isinstance(node, ast.Attribute) and node.attr in _NAMED:
        return float(node.attr)
    if isinstance(node, ast.Constant) and isinstance(node.value, bool | int | float):
        return node.value
    raise ValueError(node)


def _is_plane(ours: _Array, theirs: _Array) -> bool:
    sizes = [math.prod(one.shape) for one in (ours, theirs)]
    fits = max((*ours.shape, *theirs.shape), default=0) <= LARGEST
    return fits and (ours.shape != theirs.shape or min(sizes) > 1)


def _lay(ours: _Array, theirs: _Array) -> Side | Shapes:
    if ours.shape != theirs.shape:
        return Shapes(expected=str(ours.shape), got=str(theirs.shape))
    whole = max((abs(number) for row in ours.rows for number in row if math.isfinite(number)), default=0) or 1
    return Side(
        expected=tuple(tuple(Entry(_text(number), 0) for number in row) for row in ours.rows),
        got=tuple(
            tuple(Entry(_text(got), _level(expected, got, whole)) for expected, got in zip(*pair, strict=True))
            for pair in zip(ours.rows, theirs.rows, strict=True)
        ),
    )


def _level(expected: _Number, got: _Number, whole: float) -> int:
    if expected == got or (math.isnan(expected) and math.isnan(got)):
        return 0
    far = abs(expected - got) / whole
    return sum(far > step for step in _STEPS) if math.isfinite(far) else len(_STEPS)


def _text(number: _Number) -> str:
    return one_line(f"{number:.4g}" if isinstance(number, float) else str(number), _CELL)
