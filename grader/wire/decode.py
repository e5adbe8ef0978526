"""Bytes to values: nothing but the codec's own types, each bounded before it is allocated."""

import struct
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

import numpy as np

from grader.wire import format as f
from grader.wire.encode import is_key
from grader.wire.format import WireError
from grader.wire.geometry import head_length, read_head

Proxy = Callable[[int, str], object]
"""Makes the proxy of the other side's object of that number and class name."""
Resolve = Callable[[int], object]
"""Finds one's own object by its number; WireError where there is none."""


class Decoder:
    """Decodes the values of one message; ``known`` and ``table`` are as in Encoder."""

    def __init__(
        self, payload: bytes | bytearray, proxy: Proxy, resolve: Resolve, known: Iterable[object] = ()
    ) -> None:
        self.table: list[object] = list(known)
        self.storage: dict[int, tuple[bytearray, memoryview]] = {}
        """For each decoded array of the table, its memory and the bytes that it had on arrival."""
        self._open: set[int] = set()
        self._data = memoryview(payload)
        self._at = 0
        self._nodes = 0
        self._laid_out = 0
        self._proxy = proxy
        self._resolve = resolve

    def decode(self, depth: int = 0) -> Any:
        """Read one value; WireError for anything that a codec of ours would not have written."""
        self._nodes += 1
        if self._nodes > f.MAX_NODES or depth > f.MAX_DEPTH:
            raise WireError("too many parts")
        if self._at >= len(self._data):
            raise WireError("a frame cut short")
        method = self._BY_TAG.get(self._data[self._at])
        if method is None:
            raise WireError("an unknown tag")
        self._at += 1
        return method(self, depth)

    def finish(self) -> None:
        """Check that nothing is left over."""
        if self._at != len(self._data):
            raise WireError("bytes after the end")

    def _charge(self, nodes: int) -> None:
        """Count what takes as long to make as so many nodes."""
        self._nodes += nodes
        if self._nodes > f.MAX_NODES:
            raise WireError("too many parts")

    def _take(self, count: int) -> memoryview:
        end = self._at + count
        if end > len(self._data):
            raise WireError("a frame cut short")
        part = self._data[self._at : end]
        self._at = end
        return part

    def _unpack(self, structure: struct.Struct) -> tuple[Any, ...]:
        at = self._at
        self._at = at + structure.size
        if self._at > len(self._data):
            raise WireError("a frame cut short")
        return structure.unpack_from(self._data, at)

    def _u32(self) -> int:
        return int(self._unpack(f.u32)[0])

    def _u64(self) -> int:
        return int(self._unpack(f.u64)[0])

    def _count(self, width: int = 1) -> int:
        """Read a count of parts, each of at least ``width`` bytes of what is left."""
        count = self._u32()
        if count * width > len(self._data) - self._at or self._nodes + count > f.MAX_NODES:
            raise WireError("a count beyond the frame")
        return count

    def _text(self) -> str:
        try:
            return str(self._take(self._u32()), "utf-8", "surrogatepass")
        except UnicodeDecodeError as error:
            raise WireError("text that is not UTF-8") from error

    def _int64(self, _depth: int) -> int:
        return int(self._unpack(f.i64)[0])

    def _integer(self, _depth: int) -> int:
        length = self._u32()
        if length > f.MAX_INTEGER_BYTES:
            raise WireError("too long an integer")
        return int.from_bytes(self._take(length), "little", signed=True)

    def _float(self, _depth: int) -> float:
        return float(self._unpack(f.f64)[0])

    def _complex(self, _depth: int) -> complex:
        return complex(*self._unpack(f.c128))

    def _str(self, _depth: int) -> str:
        return self._text()

    def _bytes(self, _depth: int) -> bytes:
        return bytes(self._take(self._u32()))

    def _list(self, depth: int) -> list[Any]:
        count = self._count()
        value: list[Any] = []
        with_index = self._enter(value)
        value.extend(self.decode(depth + 1) for _ in range(count))
        self._open.discard(with_index)
        return value

    def _floats(self, _depth: int) -> list[float]:
        count = self._count(8)
        self._nodes += count
        value: list[float] = np.frombuffer(self._take(8 * count), dtype="<f8").tolist()
        self.table.append(value)
        return value

    def _tuple(self, depth: int) -> tuple[Any, ...]:
        return tuple([self.decode(depth + 1) for _ in range(self._count())])

    def _dict(self, depth: int) -> dict[Any, Any]:
        count = self._count(2)
        value: dict[Any, Any] = {}
        with_index = self._enter(value)
        for _ in range(count):
            key = self.decode(depth + 1)
            # Other keys could be made to collide, and a dict of them to take minutes.
            if not is_key(key):
                raise WireError("a key of a type that no dict may have here")
            value[key] = self.decode(depth + 1)
        self._open.discard(with_index)
        return value

    def _enter(self, value: object) -> int:
        self.table.append(value)
        index = len(self.table) - 1
        self._open.add(index)
        return index

    def _same(self, _depth: int) -> object:
        index = self._u32()
        if index >= len(self.table) or index in self._open:
            raise WireError("a reference to nothing")
        return self.table[index]

    def _array(self, _depth: int) -> "np.ndarray[Any, Any]":
        at = self._at
        self._at += head_length(self._data, at)
        geometry = read_head(bytes(self._data[at : self._at]))
        self._charge(f.ARRAY_NODES + len(geometry.shape))
        raw = self._take(geometry.length)
        self._laid_out += geometry.size
        if self._laid_out > f.MAX_FRAME:
            raise WireError("arrays that repeat their bytes too often")
        storage = bytearray(raw)
        value: np.ndarray[Any, Any] = np.ndarray(
            geometry.shape, geometry.dtype, storage, geometry.offset, geometry.strides, geometry.order
        )
        _check_elements(value)
        if not geometry.writeable:
            value.flags.writeable = False
        self.storage[len(self.table)] = storage, raw
        self.table.append(value)
        return value

    def _scalar(self, _depth: int) -> np.generic:
        dtype = f.dtype_from(self._text())
        raw = self._take(self._u32())
        if len(raw) != dtype.itemsize:
            raise WireError("a scalar of another size")
        # As elements of an array these two would lose the NULs at their end, and could not be empty.
        if dtype.kind == "S":
            return np.bytes_(raw)
        if dtype.kind == "U":
            return np.str_(_unicode(raw, dtype))
        value = np.frombuffer(raw, dtype=dtype)
        _check_elements(value)
        return value[0]  # type: ignore[no-any-return]  # NumPy types an element as Any

    def _generator(self, depth: int) -> np.random.Generator:
        self._charge(f.GENERATOR_NODES)
        kind = f.BIT_GENERATORS.get(self._text())
        fields = self.decode(depth + 1)
        if kind is None or type(fields) is not tuple or [type(x) for x in fields] != [int] * 4:
            raise WireError("no generator of ours")
        widths = (128, 128, 1, 32)
        if any(not 0 <= x < 1 << width for x, width in zip(fields, widths, strict=True)):
            raise WireError("a generator's state out of range")
        source = kind(0)
        source.state = {
            "bit_generator": kind.__name__,
            "state": {"state": fields[0], "inc": fields[1]},
            "has_uint32": fields[2],
            "uinteger": fields[3],
        }
        value = np.random.Generator(source)
        self.table.append(value)
        return value

    def _slice(self, depth: int) -> slice:
        return slice(self.decode(depth + 1), self.decode(depth + 1), self.decode(depth + 1))

    def _named(self, _depth: int) -> object:
        try:
            return f.NAMED_VALUES[self._text()]
        except KeyError:
            raise WireError("an unknown name") from None

    def _dtype(self, _depth: int) -> "np.dtype[np.generic]":
        return f.dtype_from(self._text())

    def _mine(self, _depth: int) -> object:
        self._charge(f.HANDLE_NODES)
        number, name = self._handle()
        return self._proxy(number, name)

    def _yours(self, _depth: int) -> object:
        number, _ = self._handle()
        return self._resolve(number)

    def _handle(self) -> tuple[int, str]:
        number, tag = self._u64(), self._take(1)
        if number > f.MAX_HANDLE or tag != f.STR:
            raise WireError("no handle of ours")
        name = self._text()
        if len(name) > f.MAX_NAME:
            raise WireError("no name of ours")
        return number, name

    _BY_TAG: ClassVar[dict[int, Callable[[Any, int], Any]]] = {
        ord(f.NONE): lambda _decoder, _depth: None,
        ord(f.TRUE): lambda _decoder, _depth: True,
        ord(f.FALSE): lambda _decoder, _depth: False,
        ord(f.INT64): _int64,
        ord(f.INTEGER): _integer,
        ord(f.FLOAT): _float,
        ord(f.COMPLEX): _complex,
        ord(f.STR): _str,
        ord(f.BYTES): _bytes,
        ord(f.LIST): _list,
        ord(f.FLOATS): _floats,
        ord(f.TUPLE): _tuple,
        ord(f.DICT): _dict,
        ord(f.SAME): _same,
        ord(f.ARRAY): _array,
        ord(f.SCALAR): _scalar,
        ord(f.GENERATOR): _generator,
        ord(f.SLICE): _slice,
        ord(f.NAMED): _named,
        ord(f.DTYPE): _dtype,
        ord(f.MINE): _mine,
        ord(f.YOURS): _yours,
    }


def _unicode(raw: memoryview, dtype: "np.dtype[np.generic]") -> str:
    try:
        return str(raw, "utf-32-be" if dtype.byteorder == ">" else "utf-32-le", "surrogatepass")
    except UnicodeDecodeError as error:
        raise WireError("text that is not Unicode") from error


def _check_elements(value: "np.ndarray[Any, Any]") -> None:
    """Refuse bytes that are no value of their dtype: NumPy trusts them, and later misbehaves."""
    kind = value.dtype.kind
    if kind == "b" and value.size and value.view(np.uint8).max() > 1:
        raise WireError("a bool that is neither")
    if kind == "U" and value.size and value.itemsize:
        points = np.ascontiguousarray(value).reshape(-1).view(value.dtype.byteorder.replace("=", "<") + "u4")
        if points.max() > 0x10FFFF:  # noqa: PLR2004  the last code point of Unicode
            raise WireError("text that is not Unicode")
