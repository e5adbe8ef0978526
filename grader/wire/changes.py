"""What an operation did to its arguments: remembered before, compared after, applied on the other side."""

import copy
from typing import Any

import numpy as np

from grader.wire.decode import Decoder
from grader.wire.format import UnsendableError, WireError


class Snapshot:
    """Remembers the mutable objects that a request brought, to tell afterwards which were changed."""

    def __init__(self, decoder: Decoder) -> None:
        self._table = tuple(decoder.table)
        self._before = tuple(_remember(value, decoder.storage.get(index)) for index, value in enumerate(self._table))

    def changed(self) -> tuple[int, ...]:
        """Return the indices of the changed objects.

        Entries of a list or dict count as changed when they were rebound; what they hold is in the table itself.
        UnsendableError where an array is no longer of its shape and dtype.
        """
        return tuple(
            index
            for index, (value, before) in enumerate(zip(self._table, self._before, strict=True))
            if _differs(value, before)
        )


def _remember(value: object, storage: object) -> object:
    match value:
        case list():
            return value.copy()
        case dict():
            return list(value.items())
        case np.ndarray():
            return storage, value.shape, value.dtype, value.strides
        case np.random.Generator():
            return value.bit_generator.state
    return None


def _differs(value: object, before: Any) -> bool:
    match value:
        case list():
            return not _same_items(value, before)
        case dict():
            items = [part for item in value.items() for part in item]
            return not _same_items(items, [part for item in before for part in item])
        case np.ndarray():
            (memory, raw), *geometry = before
            if geometry != [value.shape, value.dtype, value.strides]:
                raise UnsendableError("the shape or dtype of an argument was changed in place; make a new array")
            return bool(memory != raw)
        case np.random.Generator():
            return bool(value.bit_generator.state != before)
    return False


def _same_items(now: list[Any], before: list[Any]) -> bool:
    return len(now) == len(before) and all(a is b for a, b in zip(now, before, strict=True))


def content_of(value: object) -> object:
    """Return a copy of what an operation may change in place, for ``apply_change`` to give back."""
    match value:
        case list() | dict() | np.ndarray():
            return value.copy()
        case np.random.Generator():
            return copy.deepcopy(value)
    return None


def apply_change(original: object, content: object) -> None:
    """Give the original object its new content; WireError where they do not fit each other."""
    match original, content:
        case list(), list():
            original[:] = content
        case dict(), dict():
            original.clear()
            original.update(content)
        case np.ndarray(), np.ndarray() if (original.shape, original.dtype) == (content.shape, content.dtype):
            if original.flags.writeable:
                np.copyto(original, content)
        case np.random.Generator(), np.random.Generator() if type(original.bit_generator) is type(
            content.bit_generator
        ):
            original.bit_generator.state = content.bit_generator.state
        case _:
            raise WireError("an argument came back as something else")


def find_sharing(results: list[object], first: int, arguments: list[object]) -> tuple[tuple[int, int], ...]:
    """Pair the arrays among ``results`` (from index ``first`` of the table on) with those whose memory they share."""
    arrays = [(i, a) for i, a in enumerate(arguments) if isinstance(a, np.ndarray)]
    return tuple(
        (first + at, index)
        for at, result in enumerate(results)
        if isinstance(result, np.ndarray)
        for index, argument in arrays
        if np.may_share_memory(result, argument)
    )
