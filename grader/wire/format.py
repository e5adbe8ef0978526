"""The tags, bounds and small tables of the codec: what can cross the wire, and how much of it."""

import functools
import re
import struct
from typing import Final

import numpy as np

# Bounds. A frame is bounded as a whole; inside it depth and nodes are, because one byte of a frame may
# become a hundred bytes of objects; elements are, because an array without bytes, such as one of shape
# (2**31, 0), costs nothing to send and gigabytes to reduce.
MAX_FRAME: Final = 64 << 20
MAX_DEPTH: Final = 32
MAX_NODES: Final = 200_000
MAX_DIMENSIONS: Final = 16
# What takes longer to make counts as so many nodes more: arrays by their axes, too.
ARRAY_NODES: Final = 8
GENERATOR_NODES: Final = 32
HANDLE_NODES: Final = 16
MAX_ELEMENTS: Final = 1 << 24
MAX_INTEGER_BYTES: Final = 512
MAX_NAME: Final = 200
MAX_HANDLE: Final = 1 << 40

NONE, TRUE, FALSE = b"N", b"T", b"F"
INT64, INTEGER, FLOAT, COMPLEX = b"i", b"I", b"d", b"c"
STR, BYTES, LIST, FLOATS, TUPLE, DICT = b"s", b"b", b"l", b"L", b"t", b"m"
ARRAY, SCALAR, GENERATOR, SLICE, NAMED, DTYPE = b"a", b"g", b"r", b"x", b"n", b"y"
SAME, MINE, YOURS = b"R", b"h", b"k"
"""``SAME`` points at an object that the message already holds; ``MINE`` is a handle to an object that stays with
the sender, ``YOURS`` one to an object of the receiver."""

C_ORDER, F_ORDER, STRIDED = 0, 1, 2
READ_ONLY: Final = 4

u32 = struct.Struct("<I")
u64 = struct.Struct("<Q")
i64 = struct.Struct("<q")
f64 = struct.Struct("<d")
c128 = struct.Struct("<dd")
tagged_u32 = struct.Struct("<cI")
tagged_i64 = struct.Struct("<cq")
tagged_f64 = struct.Struct("<cd")
tagged_c128 = struct.Struct("<cdd")

# Constants and types that cross by name, since a suite passes them as arguments (``dtype=np.float32``).
NAMED_VALUES: Final[dict[str, object]] = {
    "Ellipsis": ...,
    "NotImplemented": NotImplemented,
    **{kind.__name__: kind for kind in (bool, int, float, complex, str, bytes, tuple, list, dict)},
    **{
        f"np.{kind.__name__}": kind
        for kind in (
            *(np.bool_, np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64),
            *(np.float16, np.float32, np.float64, np.complex64, np.complex128),
        )
    },
}
NAMES_BY_IDENTITY: Final[dict[int, str]] = {id(value): name for name, value in NAMED_VALUES.items()}

# Generators that cross by their state: those whose state NumPy checks completely when it is set. The position
# fields of MT19937 and Philox are not checked, and a forged one reads memory out of bounds.
BIT_GENERATORS: Final = {"PCG64": np.random.PCG64, "PCG64DXSM": np.random.PCG64DXSM}

_DTYPE = re.compile(r"[<>|](?:b1|i[1248]|u[1248]|f(?:2|4|8|12|16)|c(?:8|16|24|32)|[SU]\d{1,4})\Z")


class WireError(Exception):
    """A frame that is not ours."""


class UnsendableError(WireError):
    """A value of one's own that cannot cross."""


@functools.lru_cache(maxsize=256)
def dtype_from(code: str) -> "np.dtype[np.generic]":
    """Return the dtype of an allowed code such as ``<f8``; WireError for any other."""
    if not _DTYPE.match(code):
        raise WireError(f"no dtype that may cross: {code[:20]!r}")
    try:
        return np.dtype(code)
    except TypeError as error:  # a long double of another platform
        raise WireError(f"no dtype of this machine: {code!r}") from error


@functools.lru_cache(maxsize=256)
def code_of(dtype: "np.dtype[np.generic]") -> str | None:
    """Return the code of a dtype whose arrays cross by value, None for any other."""
    return dtype.str if dtype.fields is None and _DTYPE.match(dtype.str) else None
