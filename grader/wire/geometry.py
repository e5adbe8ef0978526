"""The head of an array on the wire: its dtype, layout and shape, bounded and checked against the bytes that follow.

Arrays of one shape have one head, so what was read or written before is remembered.
"""

import functools
import math
import struct
from typing import Any, Final, Literal, NamedTuple

import numpy as np

from grader.wire import format as f
from grader.wire.format import WireError

_REMEMBERED = 1024
_MAX_CODE: Final = 16
_FLAGS: Final = struct.Struct("<BB")


class Geometry(NamedTuple):
    """Where an array's elements lie among the ``length`` bytes that follow its head; ``size`` bytes of elements."""

    dtype: "np.dtype[Any]"
    shape: tuple[int, ...]
    offset: int
    strides: tuple[int, ...] | None
    order: Literal["C", "F"]
    writeable: bool
    length: int
    size: int


def head_length(data: memoryview, at: int) -> int:
    """Return how long the head is that begins at ``at``; WireError where it goes beyond the frame."""
    try:
        (length,) = f.u32.unpack_from(data, at)
        flags, dimensions = _FLAGS.unpack_from(data, at + f.u32.size + length)
    except struct.error:
        raise WireError("a frame cut short") from None
    if length > _MAX_CODE or dimensions > f.MAX_DIMENSIONS:
        raise WireError("no layout of ours")
    numbers = 2 + 2 * dimensions if flags & 3 == f.STRIDED else 1 + dimensions
    total: int = f.u32.size + length + _FLAGS.size + numbers * f.u64.size
    if at + total > len(data):
        raise WireError("a frame cut short")
    return total


@functools.lru_cache(maxsize=_REMEMBERED)
def read_head(head: bytes) -> Geometry:
    """Read a head of that length; WireError where the elements do not lie within the bytes that follow."""
    (end,) = f.u32.unpack_from(head)
    end += f.u32.size
    flags, dimensions = _FLAGS.unpack_from(head, end)
    layout = flags & 3
    if flags > f.READ_ONLY + f.STRIDED or layout > f.STRIDED:
        raise WireError("no layout of ours")
    try:
        dtype = f.dtype_from(head[f.u32.size : end].decode("ascii"))
    except UnicodeDecodeError:
        raise WireError("no dtype that may cross") from None
    shape = struct.unpack_from(f"<{dimensions}Q", head, end + _FLAGS.size)
    if elements(shape) > f.MAX_ELEMENTS:
        raise WireError("too many elements")
    offset, strides = 0, None
    if layout == f.STRIDED:
        offset, *strides_ = struct.unpack_from(f"<Q{dimensions}q", head, end + _FLAGS.size + dimensions * f.u64.size)
        strides = tuple(strides_)
    (length,) = f.u64.unpack_from(head, len(head) - f.u64.size)
    _check_extent(shape, dtype.itemsize, offset, strides, length)
    return Geometry(
        dtype=dtype,
        shape=shape,
        offset=offset,
        strides=strides,
        order="F" if layout == f.F_ORDER else "C",
        writeable=not flags & f.READ_ONLY,
        length=length,
        size=math.prod(shape) * dtype.itemsize,
    )


@functools.lru_cache(maxsize=_REMEMBERED)
def write_head(code: str, flags: int, shape: tuple[int, ...], geometry: bytes, length: int) -> bytes:
    """Return the head of an array; ``geometry`` are offset and strides where the layout needs them."""
    if elements(shape) > f.MAX_ELEMENTS:
        raise f.UnsendableError(f"an array of shape {shape} is too large to hand over")
    name = code.encode("ascii")
    layout = struct.pack(f"<BB{len(shape)}Q", flags, len(shape), *shape)
    return f.u32.pack(len(name)) + name + layout + geometry + f.u64.pack(length)


def elements(shape: tuple[int, ...]) -> int:
    """Return how many elements a shape has, an empty axis counting as one."""
    count = 1
    for length in shape:
        count *= max(length, 1)
    return count


def _check_extent(
    shape: tuple[int, ...], itemsize: int, offset: int, strides: tuple[int, ...] | None, length: int
) -> None:
    """Check that an array of this geometry lies within ``length`` bytes."""
    if strides is None:
        if math.prod(shape) * itemsize != length:
            raise WireError("an array of another size")
        return
    if 0 in shape or length > f.MAX_FRAME or any(abs(stride) > f.MAX_FRAME for stride in strides):
        raise WireError("strides beyond the frame")
    ends = [(n - 1) * stride for n, stride in zip(shape, strides, strict=True)]
    low = offset + sum(end for end in ends if end < 0)
    high = offset + sum(end for end in ends if end > 0) + itemsize
    if low < 0 or high > length:
        raise WireError("strides beyond the array")
