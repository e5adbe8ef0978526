"""Whatever bytes arrive, decoding gives a value or a WireError, and costs no more than the bytes are worth."""

import random
import struct
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wire_frames import counted, decoded, decoder_of, encoded, plain_array, strided_array, text

from grader.wire import Encoder, Raised, Request, Returned, WireError
from grader.wire import format as f
from grader.wire.changes import apply_change
from grader.wire.messages import RAISED, RETURNED, Warned, read_answer, read_request, write_answer, write_request

_HUGE = 1 << 31
_ODD = (1 << 61) - 1  # the modulus of Python's integer hash


def _refused(payload: bytes, decode: Callable[[bytes], object] = decoded) -> str:
    """Return the message of exactly a WireError, having seen that refusing took little memory."""
    tracemalloc.start()
    try:
        with pytest.raises(WireError) as caught:
            decode(payload)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert caught.type is WireError
    assert peak < (1 << 19) + 4 * len(payload)
    return str(caught.value)


def _nested(tag: bytes, depth: int) -> bytes:
    return counted(tag, 1) * depth + f.NONE


def _handle(tag: bytes, number: int, name: bytes = b"f", kind: bytes = f.STR) -> bytes:
    return tag + f.u64.pack(number) + text(kind, name)


def _generator(name: bytes, fields: object) -> bytes:
    return text(f.GENERATOR, name) + encoded(fields)


def _int_key(key: int) -> bytes:
    return counted(f.DICT, 1) + encoded(key, None)


_STATE = (1 << 100, 3, 0, 0)

_BAD = {
    "no bytes": b"",
    "an unknown tag": b"?",
    "a tag of a byte beyond ASCII": b"\xff",
    "a list too deep": _nested(f.LIST, f.MAX_DEPTH + 1),
    "a tuple too deep": _nested(f.TUPLE, 100_000),
    "a slice too deep": f.SLICE * 40,
    "a short integer": f.INT64 + b"\0" * 7,
    "a short float": f.FLOAT + b"\0" * 7,
    "a short complex": f.COMPLEX + b"\0" * 15,
    "a long integer": counted(f.INTEGER, f.MAX_INTEGER_BYTES + 1, b"\1" * (f.MAX_INTEGER_BYTES + 1)),
    "an endless integer": counted(f.INTEGER, 0xFFFFFFFF),
    "an integer cut short": counted(f.INTEGER, 20, b"\1"),
    "a text cut short": counted(f.STR, 0xFFFFFFFF, b"abc"),
    "bytes cut short": counted(f.BYTES, 4, b"abc"),
    "text that is not UTF-8": text(f.STR, b"\xff\xfe"),
    "text cut inside a character": text(f.STR, b"\xea\xb0"),
    "a list of more than there is": counted(f.LIST, 0xFFFFFFFF),
    "a list of one more than there is": counted(f.LIST, 3, f.NONE * 2),
    "a tuple of more than there is": counted(f.TUPLE, 1 << 30, f.NONE),
    "a dict of more than there is": counted(f.DICT, 1 << 30, f.NONE),
    "a dict of half an entry": counted(f.DICT, 1, f.NONE),
    "packed floats of more than there is": counted(f.FLOATS, _HUGE, b"\0" * 8),
    "packed floats cut short": counted(f.FLOATS, 2, b"\0" * 15),
    "too many parts": counted(f.TUPLE, f.MAX_NODES, f.NONE * f.MAX_NODES),
    "too many packed floats": counted(f.FLOATS, f.MAX_NODES, b"\0" * 8 * f.MAX_NODES),
    "too many parts, one list after the other": counted(
        f.TUPLE, 3, (counted(f.LIST, f.MAX_NODES // 3, f.NONE * (f.MAX_NODES // 3))) * 3
    ),
    "a key that is a float": counted(f.DICT, 1) + encoded(0.5, None),
    "a key that is a tuple": counted(f.DICT, 1) + encoded((), None),
    "a key that is a list": counted(f.DICT, 1) + encoded([], None),
    "a key that is bytes": counted(f.DICT, 1) + encoded(b"", None),
    "a key that is a scalar": counted(f.DICT, 1) + encoded(np.float64(1), None),
    "a key of 65 bits": _int_key(1 << 63),
    "a negative key of 65 bits": _int_key(-(1 << 63) - 1),
    "a key of many bits": _int_key(_ODD << 100),
    "a reference to nothing": f.SAME + f.u32.pack(0),
    "a reference to what comes later": counted(f.TUPLE, 2, f.SAME + f.u32.pack(0) + encoded([])),
    "a reference to an open list": counted(f.LIST, 1, f.SAME + f.u32.pack(0)),
    "a reference to an open dict": counted(f.DICT, 1, f.NONE + f.SAME + f.u32.pack(0)),
    "a reference to an open list from within": counted(f.LIST, 1, counted(f.TUPLE, 1, f.SAME + f.u32.pack(0))),
    "an unknown name": text(f.NAMED, b"eval"),
    "a dtype of objects": text(f.DTYPE, b"|O"),
    "a dtype of a structure": text(f.DTYPE, b"f8,f8"),
    "a handle of a huge number": _handle(f.MINE, f.MAX_HANDLE + 1),
    "a handle of a huge name": _handle(f.MINE, 1, b"x" * (f.MAX_NAME + 1)),
    "a handle whose name is bytes": _handle(f.MINE, 1, kind=f.BYTES),
    "a handle without a name": f.MINE + f.u64.pack(1),
    "one's own handle that was never given": _handle(f.YOURS, 3),
    "one's own handle of a huge number": _handle(f.YOURS, (1 << 64) - 1),
    "a generator of another kind": _generator(b"MT19937", _STATE),
    "a generator without a state": _generator(b"PCG64", None),
    "a generator of half a state": _generator(b"PCG64", _STATE[:3]),
    "a generator of floats": _generator(b"PCG64", (1.0, 1, 0, 0)),
    "a generator of bools": _generator(b"PCG64", (1, 1, False, 0)),
    "a generator of a negative state": _generator(b"PCG64", (-1, 1, 0, 0)),
    "a generator of too long a state": _generator(b"PCG64", (1 << 128, 1, 0, 0)),
    "a generator of too long an increment": _generator(b"PCG64DXSM", (1, 1 << 128, 0, 0)),
    "a generator with a flag of 2": _generator(b"PCG64", (1, 1, 2, 0)),
    "a generator with too much kept for later": _generator(b"PCG64", (1, 1, 0, 1 << 32)),
}

_BAD_ARRAYS = {
    **{
        f"an array of {code!r}": plain_array(code, 0, (1,), b"\0" * 16)
        for code in (
            b"O",
            b"|O",
            b"|O8",
            b"<M8[s]",
            b"<m8",
            b"|V8",
            b"f8",
            b"<f8,<f8",
            b"(2,)<f8",
            b"<f3",
            b"<U",
            b"=f8",
        )
    },
    "an array of a text too wide": plain_array(b"<U10000", 0, (0,), b""),
    "an array of a dtype in foreign digits": plain_array("<U٣".encode(), 0, (1,), b"\0" * 12),
    "an array of a dtype with a line after it": plain_array(b"<f8\n", 0, (1,), b"\0" * 8),
    "an unknown layout": plain_array(b"<f8", 3, (1,), b"\0" * 8),
    "an unknown flag": plain_array(b"<f8", 8, (1,), b"\0" * 8),
    "a layout of all flags": plain_array(b"<f8", 7, (1,), b"\0" * 8),
    "too many dimensions": plain_array(b"<f8", 0, (1,) * (f.MAX_DIMENSIONS + 1), b"\0" * 8),
    "255 dimensions": plain_array(b"<f8", 0, (1 << 63,) * 255, b""),
    "an empty array of many elements": plain_array(b"<f8", 0, (_HUGE, 0), b""),
    "an empty array of many axes of elements": plain_array(b"<f8", 0, (0, *((1 << 16),) * 15), b""),
    "a product beyond 64 bits": plain_array(b"|i1", 0, (1 << 32, 1 << 32), b""),
    "too few bytes": plain_array(b"<f8", 0, (3,), b"\0" * 23),
    "too many bytes": plain_array(b"<f8", 1, (3,), b"\0" * 25),
    "bytes beyond the frame": plain_array(b"<f8", 0, (1,), b"\0" * 8, length=1 << 62),
    "bytes of no dimension": plain_array(b"<f8", 0, (), b""),
    "a bool of 2": plain_array(b"|b1", 0, (3,), b"\0\1\2"),
    "a strided bool of 255": strided_array(b"|b1", (2,), 0, (2,), b"\0\0\xff"),
    "a code point beyond Unicode": plain_array(b"<U1", 0, (1,), struct.pack("<I", 0x110000)),
    "a code point beyond Unicode, in foreign order": plain_array(b">U1", 0, (1,), struct.pack(">I", 0x110000)),
    "a negative code point in a strided text": strided_array(b"<U1", (2,), 0, (8,), b"\0" * 8 + b"\xff" * 4),
    "a stride past the end": strided_array(b"<f8", (2,), 0, (9,), b"\0" * 16),
    "a stride before the start": strided_array(b"<f8", (2,), 0, (-8,), b"\0" * 16),
    "an offset past the end": strided_array(b"<f8", (1,), 16, (8,), b"\0" * 16),
    "an offset near 64 bits": strided_array(b"<f8", (1,), (1 << 64) - 8, (8,), b"\0" * 16),
    "a stride of 63 bits": strided_array(b"<f8", (2,), 0, ((1 << 63) - 1,), b"\0" * 16),
    "a stride of -2**63": strided_array(b"<f8", (2,), 8, (-(1 << 63),), b"\0" * 16),
    "strides that cancel out of bounds": strided_array(b"<f8", (3, 3), 0, (8, -8), b"\0" * 8),
    "a huge stride on an axis of one": strided_array(b"<f8", (1,), 0, (1 << 40,), b"\0" * 8),
    "strides of an empty array": strided_array(b"<f8", (0,), 0, (8,), b""),
    "strides of nothing": strided_array(b"<f8", (2,), 0, (0,), b""),
    "a few bytes repeated to gigabytes": strided_array(b"|S9999", (1 << 24,), 0, (0,), b"\0" * 9999),
    "texts that overlap to gigabytes": strided_array(b"<U9999", (1 << 16,), 0, (4,), b"\0" * (40_000 + (1 << 18))),
    "bools repeated over and over": counted(f.TUPLE, 9, strided_array(b"|b1", (1 << 23,), 0, (0,), b"\1") * 9),
}

_BAD_SCALARS = {
    "a scalar of an object": text(f.SCALAR, b"|O") + text(b"", b"\0" * 8),
    "a scalar of a date": text(f.SCALAR, b"<M8[s]") + text(b"", b"\0" * 8),
    "a scalar of a structure": text(f.SCALAR, b"|V2") + text(b"", b"ab"),
    "a scalar too short": text(f.SCALAR, b"<f8") + text(b"", b"\0" * 7),
    "a scalar too long": text(f.SCALAR, b"<f8") + text(b"", b"\0" * 9),
    "a scalar of nothing": text(f.SCALAR, b"<f8") + text(b"", b""),
    "a bool scalar of 2": text(f.SCALAR, b"|b1") + text(b"", b"\2"),
    "a text scalar beyond Unicode": text(f.SCALAR, b"<U1") + text(b"", b"\0\0\x11\0"),
    "a text scalar of half a character": text(f.SCALAR, b"<U1") + text(b"", b"\0\0"),
}


@pytest.mark.parametrize("payload", _BAD.values(), ids=_BAD.keys())
def test_what_no_codec_of_ours_writes_is_refused(payload: bytes) -> None:
    """Every bound and every field that can be wrong gives a WireError, and cheaply."""
    _refused(payload)


@pytest.mark.parametrize("payload", [*_BAD_ARRAYS.values(), *_BAD_SCALARS.values()], ids=[*_BAD_ARRAYS, *_BAD_SCALARS])
def test_a_forged_array_or_scalar_is_refused(payload: bytes) -> None:
    """Geometry beyond the bytes, dtypes that do not cross and elements that are no value give a WireError."""
    _refused(payload)


def test_parts_are_counted_one_by_one() -> None:
    """No container's count says how many parts there are in all: here each of its items has three more."""
    with pytest.raises(WireError, match="too many parts"):
        decoded(counted(f.TUPLE, f.MAX_NODES // 3, (f.SLICE + f.NONE * 3) * (f.MAX_NODES // 3)))


def test_leftover_bytes_are_refused() -> None:
    """A message ends where its values do."""
    assert _refused(encoded(1) + b"\0") == "bytes after the end"


@pytest.mark.parametrize("cut", range(1, 60))
def test_a_frame_cut_anywhere_is_refused(cut: int) -> None:
    """No proper beginning of a message is a message."""
    _refused(encoded((1, "a", [1.5] * 8, np.arange(3), {"k": np.float32(1)}))[:-cut])


@pytest.mark.parametrize("key", [True, "x", None, (1 << 63) - 1, -(1 << 63)])
def test_what_may_be_a_key_here_may_be_one_there(key: object) -> None:
    """Keys of the small types cross, to the last integer of 64 bits."""
    assert list(decoded(encoded({key: 1}))) == [key]


_GENERATOR = np.random.default_rng(1)
_VALID: tuple[object, ...] = (
    (None, True, False, 3, -1, 1 << 90, 0.5, 1j, "가", b"xy"),
    [1.0] * 9,
    {"a": [1, {2: None}], None: (), True: "t"},
    np.arange(12.0).reshape(3, 4)[::2, ::-1],
    np.asfortranarray(np.ones((2, 3), dtype=bool)),
    np.array(["ab", "c"]),
    np.array([b"ab", b"c"]),
    (np.float32(1), np.str_("a"), np.bytes_(b"b"), np.bool_(1), np.longdouble(2)),
    _GENERATOR,
    (slice(1, None, np.int64(2)), ..., float, np.dtype("<i4"), print),
)


def _mutated(frame: bytes, source: random.Random) -> bytes:
    data = bytearray(frame)
    for _ in range(source.randrange(1, 4)):
        at = source.randrange(len(data))
        match source.randrange(5):
            case 0:
                data[at] = source.randrange(256)
            case 1:
                data[at] ^= 1 << source.randrange(8)
            case 2:
                del data[at : at + source.randrange(1, 9)]
            case 3:
                data[at:at] = source.randbytes(source.randrange(1, 9))
            case _:
                data[at : at + 8] = source.choice([b"\xff" * 8, b"\0" * 8, b"\0\0\0\x80" * 2, b"\xff\xff\xff\x7f" * 2])
        data = data or bytearray(b"N")
    return bytes(data)


def _value_or_wire_error(payload: bytes, decode: Callable[[bytes], object]) -> bool:
    try:
        decode(payload)
    except WireError:
        return False
    return True


@pytest.mark.parametrize("which", range(len(_VALID)))
def test_a_damaged_value_is_a_value_or_a_wire_error(which: int) -> None:
    """Of hundreds of damaged frames none does anything else, and what decodes can be encoded again."""
    source, frame = random.Random(which), encoded(_VALID[which])  # noqa: S311  to be the same every time

    def there_and_back(payload: bytes) -> None:
        decoder = decoder_of(payload)
        value = decoder.decode()
        decoder.finish()
        encoded(value)

    outcomes = [_value_or_wire_error(_mutated(frame, source), there_and_back) for _ in range(400)]
    assert False in outcomes


@settings(deadline=None, max_examples=500)
@given(st.binary(max_size=64))
def test_random_bytes_are_a_value_or_a_wire_error(payload: bytes) -> None:
    """Bytes out of nowhere do no more than that."""
    _value_or_wire_error(payload, decoded)


_SMALL: tuple[object, ...] = (None, 1, "a", [], {}, 0.5)


@settings(deadline=None, max_examples=500)
@given(
    st.lists(
        st.sampled_from([encoded(v) for v in _SMALL])
        | st.sampled_from([f.LIST, f.TUPLE, f.DICT, f.SAME, f.FLOATS]).flatmap(
            lambda tag: st.integers(0, 4).map(lambda n: counted(tag, n))
        ),
        max_size=12,
    )
)
def test_random_structure_is_a_value_or_a_wire_error(parts: list[bytes]) -> None:
    """Nor do true tags and counts in a random order."""
    _value_or_wire_error(b"".join(parts), decoded)


_KNOWN: Callable[[], list[Any]] = lambda: [np.zeros(3), [1, 2], {"a": 1}, np.random.default_rng(0)]  # noqa: E731  a table anew


def _request_frame() -> bytes:
    encoder = Encoder(lambda value: (f.MINE, 0, type(value).__name__))
    write_request(encoder, Request("call", None, (np.zeros(2), [1]), {"k": {"a": 1}}, {"divide": "raise"}))
    return encoder.payload()


def _answer_frame(answer: Returned | Raised) -> bytes:
    known = _KNOWN()
    encoder = Encoder(lambda value: (f.MINE, 0, type(value).__name__), known)
    write_answer(encoder, answer, (0, 1, 2, 3))
    return encoder.payload()


def _read_answer(payload: bytes, kind: int) -> object:
    decoder = decoder_of(payload)
    decoder.table.extend(_KNOWN())
    return read_answer(decoder, kind, apply_change)


@pytest.mark.parametrize("kind", [RETURNED, RAISED, 7])
def test_a_damaged_message_is_a_message_or_a_wire_error(kind: int) -> None:
    """Requests and answers hold to it as values do, under a wrong kind too."""
    source = random.Random(kind)  # noqa: S311  as above
    warned = (Warned("UserWarning", "w"),)
    answer = (
        Raised(("ValueError", "Exception"), "no", 3, warned) if kind == RAISED else Returned(np.ones(2), (), warned)
    )
    frame, request = _answer_frame(answer), _request_frame()
    for _ in range(600):
        _value_or_wire_error(_mutated(frame, source), lambda payload: _read_answer(payload, kind))
        _value_or_wire_error(_mutated(request, source), lambda payload: read_request(decoder_of(payload)))
