"""What a case asked of a submission and what came back, kept whole: what a diagnosis replays.

Arguments are copied when they are asked with, since the student may change them in place, and again when the answer
is there, since what was changed is part of the answer.
"""

import copy
import dataclasses
import functools
import sys
from typing import Any

import numpy as np

from grader.judge.handle import Handle
from grader.testing.exact import leaves
from grader.wire import Request

_MAX_BYTES = 64 << 20
_ROUNDING = {"float16": 1e-2, "float32": 1e-5, "complex64": 1e-5, "float64": 1e-9}


@dataclasses.dataclass(frozen=True, slots=True)
class Call:
    """One request: its arguments before and after, its result or the exception that it raised."""

    operation: str
    target: object
    arguments: tuple[Any, ...]
    keywords: dict[str, Any]
    errstate: dict[str, str] | None
    result: Any
    after: tuple[Any, dict[str, Any]]


class Recording:
    """The calls of one case, in order; ``complete`` until there is more of them than is worth keeping.

    ``passed`` is whether the case did, in the end.
    """

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.complete = True
        self.passed = False
        self._asked: list[tuple[tuple[Any, ...], dict[str, Any]] | None] = []
        self._bytes = 0

    @functools.cached_property
    def rounding(self) -> float:
        """How far rounding may move an answer: the numbers of a case are as exact as the coarsest that were given."""
        given = (leaf for call in self.calls for leaf in leaves((call.arguments, call.keywords)))
        dtypes = {leaf.dtype for leaf in given if isinstance(leaf, np.ndarray | np.generic)}
        return max((_ROUNDING.get(dtype.name, 0.0) for dtype in dtypes), default=0.0) or _ROUNDING["float64"]

    def asked(self, request: Request) -> None:
        """Keep the arguments as they are now; a request within a callback is nested in another."""
        self._asked.append(self._copy((request.arguments, request.keywords)))

    def answered(self, request: Request, result: object) -> None:
        """Keep the answer."""
        asked = self._asked.pop()
        if self._asked or asked is None:
            return  # within a callback: a replay makes such requests again by itself
        arguments, keywords = asked
        after = self._copy((request.arguments, request.keywords))
        kept = self._copy(result) if not isinstance(result, BaseException) else result
        self.calls.append(Call(request.operation, request.target, arguments, keywords, request.errstate, kept, after))

    def _copy(self, value: Any) -> Any:
        if not self.complete:
            return None
        memo: dict[int, Any] = {}
        copied = copied_value(value, memo)
        self._bytes += sum(map(_size, memo.values()))
        self.complete = self._bytes <= _MAX_BYTES
        return copied if self.complete else None


def copied_value(value: Any, memo: dict[int, Any]) -> Any:
    """Return a copy of what crosses by value, one object for one object; the rest is what it is.

    Read-only arrays stay so. Other layouts than C and Fortran order become dense.
    """
    if id(value) in memo:
        return memo[id(value)]
    result = value
    if isinstance(value, np.ndarray):
        result = value.copy(order="K")
        result.flags.writeable = value.flags.writeable
    elif type(value) in {list, tuple}:
        result = type(value)(copied_value(part, memo) for part in value)
    elif type(value) is dict:
        result = {key: copied_value(part, memo) for key, part in value.items()}
    elif isinstance(value, np.random.Generator):
        result = copy.deepcopy(value)
    if not isinstance(value, Handle):
        memo[id(value)] = result
    return result


def _size(value: Any) -> int:
    """Return the bytes of one object, not of what it holds: what several objects hold is copied once."""
    return int(value.nbytes) if isinstance(value, np.ndarray) else sys.getsizeof(value)
