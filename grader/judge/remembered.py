"""The reference as a suite sees it: a function asked again what it was asked before gives what it gave before.

Cases draw their inputs from few seeds, so the next submission asks the reference what the last one did. Remembered is
only what cannot differ: a function of numbers, texts and arrays (their memory layout included, since sums depend on
it) that changed none of them, warned of nothing, raised nothing, and returned such values. Everything else is called.
"""

import functools
import sys
import types
import warnings
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import numpy as np

MAX_BYTES = 64 << 20
_MAX_ENTRY = 1 << 20
_ATOMS = (type(None), bool, int, float, complex, str, bytes)
_OTHER_KINDS = "OV"  # objects; structures, whose name says nothing of their fields


class RememberedModule:
    """A module whose functions remember, the oldest forgotten first; everything else of it is as it is."""

    def __init__(self, module: types.ModuleType, max_bytes: int = MAX_BYTES) -> None:
        self.module = module
        self._max_bytes = max_bytes
        self._bytes = 0
        self._results: OrderedDict[object, tuple[Any, int]] = OrderedDict()
        self._functions: dict[types.FunctionType, Callable[..., Any]] = {}

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.module, name)
        if type(value) is not types.FunctionType:
            return value
        if value not in self._functions:
            self._functions[value] = self._remembering(value)
        return self._functions[value]

    def _remembering(self, function: types.FunctionType) -> Callable[..., Any]:
        @functools.wraps(function)
        def ask(*arguments: Any, **keywords: Any) -> Any:
            return self._ask(function, arguments, keywords)

        return ask

    def _ask(self, function: types.FunctionType, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        asked = (arguments, tuple(keywords.items()))
        before = _key(asked)
        if before is None:
            return function(*arguments, **keywords)
        key = (function, tuple(np.geterr().values()), before)
        if key in self._results:
            self._results.move_to_end(key)
            return _copy(self._results[key][0])
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            result = function(*arguments, **keywords)
        for warned in caught:
            warnings.warn_explicit(warned.message, warned.category, warned.filename, warned.lineno)
        if not caught and _key(asked) == before and not _is_view(result, asked):
            self._keep(key, result, _size(asked) + _size(result))
        return result

    def _keep(self, key: object, result: Any, size: int) -> None:
        if _key(result) is None or size > _MAX_ENTRY:
            return
        self._results[key] = _copy(result), size
        self._bytes += size
        while self._bytes > self._max_bytes:
            _, (_, freed) = self._results.popitem(last=False)
            self._bytes -= freed


def _key(value: Any) -> object | None:
    """Return what tells this value from every other, None where it is none that can be remembered."""
    if type(value) in _ATOMS:
        # 0.0 and -0.0 are equal, and so are 1, 1.0 and True.
        return type(value), repr(value) if type(value) in {float, complex} else value
    if type(value) is np.ndarray and value.dtype.kind not in _OTHER_KINDS and value.nbytes <= _MAX_ENTRY:
        return value.shape, value.strides, value.dtype.str, value.flags.writeable, value.tobytes()
    if isinstance(value, np.generic) and value.dtype.kind not in _OTHER_KINDS:
        return value.dtype.str, value.tobytes()
    if type(value) in {tuple, list}:
        parts = tuple(map(_key, value))
        return None if None in parts else (type(value), parts)
    return None


def _copy(value: Any) -> Any:
    if type(value) is np.ndarray:
        return value.copy(order="K")
    return type(value)(map(_copy, value)) if type(value) in {tuple, list} else value


def _size(value: Any) -> int:
    if type(value) in {tuple, list}:
        return 64 + sum(map(_size, value))
    return int(value.nbytes) + 128 if isinstance(value, np.ndarray) else sys.getsizeof(value)


def _is_view(result: Any, arguments: Any) -> bool:
    """Tell whether a copy of the result would differ from it: in its layout, or in sharing an argument's memory."""
    if type(result) in {tuple, list}:
        return any(_is_view(part, arguments) for part in result)
    if type(result) is not np.ndarray:
        return False
    if type(arguments) in {tuple, list}:
        return any(_is_view(result, argument) for argument in arguments) or not (
            result.flags.forc and result.flags.writeable
        )
    return type(arguments) is np.ndarray and np.may_share_memory(result, arguments)
