"""Values to bytes: exact types by value, everything else as a handle to an object that stays here."""

import struct
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Final

import numpy as np
from numpy.lib.array_utils import byte_bounds

from grader.wire import format as f
from grader.wire.format import UnsendableError
from grader.wire.geometry import write_head

Identify = Callable[[object], tuple[bytes, int, str]]
"""Gives what cannot cross by value its tag (``MINE`` or ``YOURS``), its number and its class's name."""

_FEW = 8  # below this many floats a packed list saves nothing
_VIEWED = 1 << 16  # from this many bytes on a view is cheaper than a copy


class Encoder:
    """Encodes the values of one message; an object met twice crosses once.

    ``known`` are the mutable objects that the other side already holds, in the order of its table; ``table``
    afterwards also holds those that this message adds. ``chunks`` are the parts of what was encoded so far.
    """

    def __init__(self, identify: Identify, known: Iterable[object] = ()) -> None:
        self.table: list[object] = list(known)
        self._index = {id(value): i for i, value in enumerate(self.table)}
        self.chunks: list[bytes | memoryview] = []
        self._open: set[int] = set()
        self._identify = identify
        self._nodes = 0
        self._size = 0
        self._laid_out = 0

    def encode(self, value: object, depth: int = 0) -> None:
        """Append one value; UnsendableError where it is too deep, too large, or holds itself."""
        self._nodes += 1
        if self._nodes > f.MAX_NODES or depth > f.MAX_DEPTH:
            raise UnsendableError("a value with too many parts to hand over")
        simple = _SIMPLE.get(type(value))
        if simple is not None:  # most values are, and none of these is in the table
            self._put(simple(value))
            return
        seen = self._index.get(id(value))
        if seen is not None:
            if id(value) in self._open:
                raise UnsendableError("a container that holds itself cannot be handed over")
            self._put(f.tagged_u32.pack(f.SAME, seen))
            return
        method = self._BY_TYPE.get(type(value))
        if method is not None:
            method(self, value, depth)
        elif isinstance(value, np.generic) and type(value) is value.dtype.type and f.code_of(value.dtype):
            self._scalar(value)
        else:
            self._other(value)

    def encode_content(self, value: object) -> None:
        """Append the content of an object that the other side already holds, as if it were new."""
        if type(value) is dict and not all(is_key(key) for key in value):
            raise UnsendableError("a dict with keys other than str, int, bool and None cannot be handed back")
        index = self._index.pop(id(value))
        self.encode(value)
        self._index[id(value)] = index  # whatever follows means the object, not this copy of its content

    def payload(self) -> bytes:
        """Return everything appended so far."""
        return b"".join(self.chunks)

    def _charge(self, nodes: int) -> None:
        """Count what takes as long to make as so many nodes."""
        self._nodes += nodes
        if self._nodes > f.MAX_NODES:
            raise UnsendableError("a value with too many parts to hand over")

    def _put(self, chunk: bytes | memoryview) -> None:
        self.chunks.append(chunk)
        self._size += len(chunk)
        if self._size > f.MAX_FRAME:
            raise UnsendableError(f"a value larger than {f.MAX_FRAME >> 20} MiB cannot be handed over")

    def _enter(self, value: object) -> None:
        self._index[id(value)] = len(self.table)
        self.table.append(value)

    def _list(self, value: list[Any], depth: int) -> None:
        self._enter(value)
        if len(value) >= _FEW and set(map(type, value)) == {float}:
            packed = np.array(value, dtype="<f8")
            self._nodes += len(value)
            self._put(f.tagged_u32.pack(f.FLOATS, len(value)) + packed.tobytes())
            return
        self._put(f.tagged_u32.pack(f.LIST, len(value)))
        self._items(value, value, depth)

    def _tuple(self, value: tuple[Any, ...], depth: int) -> None:
        self._put(f.tagged_u32.pack(f.TUPLE, len(value)))
        for item in value:
            self.encode(item, depth + 1)

    def _dict(self, value: dict[Any, Any], depth: int) -> None:
        if not all(is_key(key) for key in value):
            self._other(value)
            return
        self._enter(value)
        self._put(f.tagged_u32.pack(f.DICT, len(value)))
        self._items(value, (part for item in value.items() for part in item), depth)

    def _items(self, container: object, items: Iterable[object], depth: int) -> None:
        self._open.add(id(container))
        for item in items:
            self.encode(item, depth + 1)
        self._open.discard(id(container))

    def _array(self, value: "np.ndarray[Any, Any]", _depth: int) -> None:
        code = f.code_of(value.dtype)
        if code is None or value.ndim > f.MAX_DIMENSIONS:
            self._other(value)
            return
        self._laid_out += value.nbytes  # more than its bytes where strides repeat them
        if self._laid_out > f.MAX_FRAME:
            raise UnsendableError(f"an array of shape {value.shape} is too large to hand over")
        self._charge(f.ARRAY_NODES + value.ndim)
        self._enter(value)
        layout, geometry, data = _lay_out(value)
        flags = layout | (0 if value.flags.writeable else f.READ_ONLY)
        self._put(f.ARRAY + write_head(code, flags, value.shape, geometry, len(data)))
        self._put(data)

    def _scalar(self, value: np.generic) -> None:
        data = value.tobytes()[: value.dtype.itemsize]  # an empty text has a NUL here
        self._put(text(f.SCALAR, value.dtype.str) + f.u32.pack(len(data)) + data)

    def _generator(self, value: np.random.Generator, depth: int) -> None:
        name = type(value.bit_generator).__name__
        if f.BIT_GENERATORS.get(name) is not type(value.bit_generator):
            self._other(value)
            return
        self._charge(f.GENERATOR_NODES)
        self._enter(value)
        state: Any = value.bit_generator.state
        self._put(text(f.GENERATOR, name))
        inner = state["state"]
        self.encode((inner["state"], inner["inc"], state["has_uint32"], state["uinteger"]), depth + 1)

    def _slice(self, value: slice, depth: int) -> None:
        self._put(f.SLICE)
        for part in (value.start, value.stop, value.step):
            self.encode(part, depth + 1)

    def _other(self, value: object) -> None:
        name = f.NAMES_BY_IDENTITY.get(id(value))
        if name is not None:
            self._put(text(f.NAMED, name))
        elif isinstance(value, np.dtype) and f.code_of(value):
            self._put(text(f.DTYPE, value.str))
        else:
            tag, number, name = self._identify(value)
            self._charge(f.HANDLE_NODES if tag == f.MINE else 0)
            self._put(tag + f.u64.pack(number) + text(f.STR, name[: f.MAX_NAME]))

    _BY_TYPE: ClassVar[dict[type, Callable[[Any, Any, int], None]]] = {
        list: _list,
        tuple: _tuple,
        dict: _dict,
        slice: _slice,
        np.ndarray: _array,
        np.random.Generator: _generator,
    }


def text(tag: bytes, value: str) -> bytes:
    """Return a tag and a text; lone surrogates survive."""
    data = value.encode("utf-8", "surrogatepass")
    return f.tagged_u32.pack(tag, len(data)) + data


def _integer(value: int) -> bytes:
    if -(1 << 63) <= value < 1 << 63:
        return f.tagged_i64.pack(f.INT64, value)
    length = value.bit_length() // 8 + 1
    if length > f.MAX_INTEGER_BYTES:
        raise UnsendableError(f"an integer of more than {f.MAX_INTEGER_BYTES} bytes cannot be handed over")
    return f.tagged_u32.pack(f.INTEGER, length) + value.to_bytes(length, "little", signed=True)


_SIMPLE: Final[Mapping[type, Callable[[Any], bytes]]] = MappingProxyType(
    {
        type(None): lambda _value: f.NONE,
        bool: lambda value: f.TRUE if value else f.FALSE,
        int: _integer,
        float: lambda value: f.tagged_f64.pack(f.FLOAT, value),
        complex: lambda value: f.tagged_c128.pack(f.COMPLEX, value.real, value.imag),
        str: lambda value: text(f.STR, value),
        bytes: lambda value: f.tagged_u32.pack(f.BYTES, len(value)) + value,
    }
)


def _lay_out(value: "np.ndarray[Any, Any]") -> tuple[int, bytes, memoryview | bytes]:
    """Return layout, offset and strides where the layout needs them, and the bytes.

    The gaps of a strided array are sent as zeros: what lies between its elements is not the other side's.
    """
    if value.flags.c_contiguous:
        small = value.nbytes < _VIEWED
        return f.C_ORDER, b"", value.tobytes() if small else value.reshape(-1).view(np.uint8).data
    if value.flags.f_contiguous:
        return f.F_ORDER, b"", value.tobytes(order="A")
    low, high = byte_bounds(value)
    if high - low > f.MAX_FRAME:
        return f.C_ORDER, b"", value.tobytes()
    buffer = np.zeros(high - low, dtype=np.uint8)
    offset = value.__array_interface__["data"][0] - low
    view: np.ndarray[Any, Any] = np.ndarray(value.shape, value.dtype, buffer.data, offset, value.strides)
    view[...] = value
    return f.STRIDED, struct.pack(f"<Q{value.ndim}q", offset, *value.strides), buffer.data


def is_key(key: object) -> bool:
    """Tell whether a dict that crosses may have this key."""
    if type(key) is int:
        return -(1 << 63) <= key < 1 << 63
    return type(key) in {str, bool, type(None)}
