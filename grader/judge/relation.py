"""What a wrong answer has to do with the right one, where one simple thing holds on every call that went wrong.

Said only where no misconception was recognised: a transpose, a sign, a factor (and which size of the input it is), an
axis summed, a step late, NaN, a dtype, square shapes only, the first call only.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

import msgspec
import numpy as np

from grader.judge.diagnosis import distance
from grader.judge.recording import Call
from grader.verdict import Relation

_NEAR: Final = 1e-6
_FEWEST = 2  # on one call alone many things hold by chance
_MATRIX = 2
_STEPS = 3

_Array = np.ndarray[Any, Any]


class _Pair(msgspec.Struct, frozen=True):
    """What came, what should have come, and the sizes of the call's first array."""

    ours: _Array
    theirs: _Array
    shape: tuple[int, ...]


def relate(calls: Sequence[Call], right: Sequence[Any]) -> Relation | None:
    """Return what holds between the results of all wrong calls and the right ones, None where nothing does."""
    judged = [(call, answer, distance(call.result, answer) <= _NEAR) for call, answer in zip(calls, right, strict=True)]
    judged = [(call, answer, well) for call, answer, well in judged if call.operation == "call"]
    wrong = [(call, answer) for call, answer, well in judged if not well]
    pairs = [pair for call, answer in wrong for pair in [_pair(call, answer)] if pair is not None]
    if len(wrong) < _FEWEST:
        return None
    if len(pairs) == len(wrong):
        for relation in _candidates(pairs):
            return relation
    return _circumstance([(call, well) for call, _, well in judged])


def _pair(call: Call, answer: Any) -> _Pair | None:
    ours, theirs = call.result, answer
    if isinstance(theirs, tuple) and isinstance(ours, tuple) and len(ours) == len(theirs):
        # Of several results the one that is wrong, where it is one.
        parts = [(a, b) for a, b in zip(ours, theirs, strict=True) if distance(a, b) > _NEAR]
        if len(parts) != 1:
            return None
        ours, theirs = parts[0]
    numbers = (int, float, complex, np.generic, np.ndarray)
    if not isinstance(ours, numbers) or not isinstance(theirs, numbers):
        return None
    a, b = np.asarray(ours), np.asarray(theirs)
    if a.dtype.kind not in "biufc" or b.dtype.kind not in "biufc" or b.size == 0:
        return None
    first = next((x for x in call.arguments if isinstance(x, np.ndarray) and x.ndim), np.zeros(0))
    return _Pair(a, b, first.shape)


def _candidates(pairs: list[_Pair]) -> Iterator[Relation]:
    for kind, holds in _SIMPLE.items():
        if all(holds(pair) for pair in pairs):
            yield Relation(kind=kind)
    yield from _factors(pairs)
    for axis in range(max(pair.theirs.ndim for pair in pairs)):
        if all(_is_summed(pair, axis) for pair in pairs):
            yield Relation(kind="summed", value=str(axis))


def _factors(pairs: list[_Pair]) -> Iterator[Relation]:
    factors = [_factor(pair) for pair in pairs]
    known = [factor for factor in factors if factor is not None]
    if len(known) != len(pairs):
        return
    if all(abs(factor - known[0]) <= _NEAR * abs(known[0]) for factor in known) and _is_short(known[0]):
        yield Relation(kind="factor", value=f"{known[0]:.6g}")
        return
    for name, size in _SIZES.items():
        if all(pair.shape for pair in pairs) and all(
            abs(factor - size(pair.shape)) <= _NEAR * size(pair.shape)
            for factor, pair in zip(known, pairs, strict=True)
        ):
            yield Relation(kind="size", value=name)
            return


def _factor(pair: _Pair) -> float | None:
    """Return the one number that the right answer was multiplied with, None where there is none."""
    if pair.ours.shape != pair.theirs.shape or pair.theirs.dtype.kind == "c" or pair.ours.dtype.kind == "c":
        return None
    with np.errstate(all="ignore"):
        largest = int(np.argmax(np.abs(pair.theirs)))
        factor = float(pair.ours.flat[largest]) / float(pair.theirs.flat[largest] or math.nan)
        return factor if math.isfinite(factor) and factor and _near(pair.ours, factor * pair.theirs) else None


def _is_short(factor: float) -> bool:
    """Tell whether a factor is one that somebody may have written: 2, 1/3, not 0.7134."""
    return any(abs(n * factor - round(n * factor)) <= _NEAR * n for n in range(1, 13)) and round(12 * factor) != 0


def _is_summed(pair: _Pair, axis: int) -> bool:
    return axis < pair.theirs.ndim and _near(pair.ours.squeeze(), pair.theirs.sum(axis=axis).squeeze())


def _circumstance(judged: list[tuple[Call, bool]]) -> Relation | None:
    """Say when it goes wrong, where what goes wrong says nothing."""
    square = [well for call, well in judged if _is_square(call) is True]
    other = [well for call, well in judged if _is_square(call) is False]
    if square and len(other) >= _FEWEST and all(square) and not any(other):
        return Relation(kind="square")
    wells = [well for _, well in judged]
    if len(wells) > _FEWEST and wells[0] and not any(wells[1:]):
        return Relation(kind="first")
    return None


def _is_square(call: Call) -> bool | None:
    first = next((x for x in call.arguments if isinstance(x, np.ndarray)), None)
    return None if first is None or first.ndim < _MATRIX else first.shape[-1] == first.shape[-2]


def _near(a: _Array, b: _Array) -> bool:
    # What NumPy computes of an array without axes is a scalar.
    return distance(np.asarray(a, np.complex128), np.asarray(b, np.complex128)) <= _NEAR


def _is_transpose(pair: _Pair) -> bool:
    a, b = pair.ours, pair.theirs
    return a.ndim == b.ndim >= _MATRIX and _near(a, b.swapaxes(-1, -2))


def _is_late(pair: _Pair) -> bool:
    a, b = pair.ours, pair.theirs
    return a.shape == b.shape and a.ndim > 0 and len(a) >= _STEPS and _near(a[1:], b[:-1]) and not _near(a[:-1], b[1:])


def _is_right_but_for_nan(pair: _Pair) -> bool:
    a, b = pair.ours, pair.theirs
    if a.shape != b.shape or a.dtype.kind not in "fc" or not np.isnan(a).any():
        return False
    right = ~np.isnan(a)
    return bool(right.any()) and not np.isnan(b).any() and _near(a[right], b[right])


_SIMPLE: Final[Mapping[str, Callable[[_Pair], bool]]] = MappingProxyType(
    {
        "dtype": lambda pair: pair.ours.dtype != pair.theirs.dtype and _near(pair.ours, pair.theirs),
        "negated": lambda pair: _near(pair.ours, -pair.theirs.astype(np.complex128)),
        "transposed": _is_transpose,
        "late": _is_late,
        "nan": _is_right_but_for_nan,
    }
)
_SIZES: Final[Mapping[str, Callable[[tuple[int, ...]], float]]] = MappingProxyType(
    {
        "N": lambda shape: shape[0],
        "1/N": lambda shape: 1 / max(shape[0], 1),
        "D": lambda shape: shape[-1],
        "1/D": lambda shape: 1 / max(shape[-1], 1),
        "sqrt(N)": lambda shape: math.sqrt(shape[0]),
        "1/sqrt(N)": lambda shape: 1 / math.sqrt(max(shape[0], 1)),
        "sqrt(D)": lambda shape: math.sqrt(shape[-1]),
        "1/sqrt(D)": lambda shape: 1 / math.sqrt(max(shape[-1], 1)),
        "N*D": math.prod,
        "1/(N*D)": lambda shape: 1 / max(math.prod(shape), 1),
    }
)
