"""What crosses comes out the same: type, bits, memory layout, identity."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from wire_frames import Array, across, decoder_of, encoded, portrait

from grader.wire import Encoder, UnsendableError
from grader.wire import format as f

UNHURRIED = settings(deadline=None, max_examples=150)

_EDGES = [0, -1, 1, 255, 256, *(s * (1 << 63) + d for s in (-1, 1) for d in (-1, 0, 1)), (1 << 64) - 1, 1 << 4094]
_texts = st.text(st.characters(exclude_categories=()), max_size=12) | st.sampled_from(["", "\0", "\ud800", "a\0", "가"])
_keys = st.none() | st.booleans() | st.integers(-(1 << 63), (1 << 63) - 1) | _texts
_dtypes = st.one_of(
    hnp.boolean_dtypes(),
    hnp.integer_dtypes(endianness="?"),
    hnp.unsigned_integer_dtypes(endianness="?"),
    hnp.floating_dtypes(endianness="?"),
    hnp.complex_number_dtypes(endianness="?"),
    hnp.byte_string_dtypes(min_len=1, max_len=5),
    hnp.unicode_string_dtypes(endianness="?", min_len=1, max_len=5),
)


@st.composite
def _arrays(draw: st.DrawFn) -> Array:
    array: Array = draw(hnp.arrays(draw(_dtypes), hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)))
    if draw(st.booleans()):
        array = np.asfortranarray(array)
    if draw(st.booleans()):
        array = array.transpose(draw(st.permutations(range(array.ndim))))
    steps = draw(st.lists(st.sampled_from([1, 2, -1, -3]), min_size=array.ndim, max_size=array.ndim))
    index: Any = (..., *(slice(None, None, step) for step in steps))
    array = array[index]
    if draw(st.booleans()):
        array = np.broadcast_to(array, (3, *array.shape))
    if draw(st.booleans()):
        array.flags.writeable = False
    return array


_leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from(_EDGES),
    st.floats(),
    st.complex_numbers(),
    _texts,
    st.binary(max_size=9),
    _arrays(),
    hnp.arrays(_dtypes, 1).map(lambda array: array[0]),
    st.lists(st.floats(), min_size=8, max_size=12),
)
_values = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(_keys, inner, max_size=4),
    ),
    max_leaves=12,
)


@UNHURRIED
@given(_values)
def test_a_value_comes_out_to_the_bit(value: object) -> None:
    """Whatever is of the codec's types arrives with its exact types, bits, strides and flags."""
    assert portrait(across(value)) == portrait(value)


@pytest.mark.parametrize("number", [float("nan"), -float("nan"), float("inf"), -0.0, 5e-324, 0.1])
def test_a_float_keeps_its_bits(number: float) -> None:
    """NaN, infinities and the sign of zero survive, alone, in a complex and in a packed list."""
    for value in (number, complex(number, -0.0), complex(-0.0, number), [number] * 9):
        assert portrait(across(value)) == portrait(value)


@pytest.mark.parametrize("number", _EDGES)
def test_an_integer_of_any_size_survives(number: int) -> None:
    """The two forms of an integer meet at 64 bits without a gap."""
    assert across(number) == number
    assert across(-number) == -number


def test_an_integer_without_end_is_refused() -> None:
    """An integer of more than 512 bytes cannot be handed over, one of 512 can."""
    assert across((1 << 4095) - 1) == (1 << 4095) - 1
    with pytest.raises(UnsendableError, match="an integer of more than 512 bytes"):
        encoded(1 << 4095)


@pytest.mark.parametrize(
    "kind",
    [
        *(np.bool_, np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64),
        *(np.float16, np.float32, np.float64, np.longdouble, np.complex64, np.complex128, np.clongdouble),
    ],
)
def test_a_scalar_keeps_its_type(kind: type[np.generic]) -> None:
    """Each of NumPy's numeric scalars arrives as itself, not as the builtin number."""
    value = kind(1)
    assert type(across(value)) is kind
    assert across(value) == value


@pytest.mark.parametrize("value", ["", "a", "a\0", "\0\0", "가나", "\ud800"])
def test_a_text_scalar_keeps_its_length(value: str) -> None:
    """A text or bytes scalar may be empty and may end in NULs."""
    for scalar in (np.str_(value), np.bytes_(value.encode("utf-8", "surrogatepass"))):
        assert portrait(across(scalar)) == portrait(scalar)


@pytest.mark.parametrize("code", [">f8", "<f8", ">i4", ">u2", "<f2", ">c8", ">U3", "|S4", "|b1", "|i1", "<f16", "<c32"])
def test_an_array_keeps_its_dtype(code: str) -> None:
    """Foreign byte order, half and extended precision and fixed-width text stay what they are."""
    if np.dtype(np.longdouble).str != "<f16" and code in {"<f16", "<c32"}:
        pytest.skip("no such long double on this machine")
    array = np.zeros((2, 3), dtype=code)
    array[1, 2] = 1
    assert portrait(across(array)) == portrait(array)


_BASE = np.arange(48.0).reshape(6, 8)


@pytest.mark.parametrize(
    "view",
    [
        *(_BASE, _BASE.T, _BASE[::2], _BASE[:, ::3], _BASE[::-1], _BASE[::-2, ::-1], _BASE[1:4, 2:5]),
        *(np.broadcast_to(_BASE[0], (3, 8)), np.broadcast_to(np.float32(2), (4, 4)), _BASE[0, 0:1], _BASE[2:2, 1:]),
        *(
            np.array(7),
            np.zeros((0, 3)),
            np.zeros((3, 0), order="F"),
            np.lib.stride_tricks.sliding_window_view(_BASE, 3, 0),
        ),
    ],
    ids=str,
)
def test_an_array_keeps_its_layout(view: Array) -> None:
    """Order, strides of either sign or zero, shape and writability are those of the original."""
    assert portrait(across(view)) == portrait(view)


@pytest.mark.parametrize("make", [np.array, np.asfortranarray, lambda a: np.array(a)[::-1, ::2]])
def test_a_read_only_array_stays_read_only(make: Any) -> None:
    """Only what is writable here is writable there."""
    array = make(_BASE)
    assert across(array).flags.writeable
    array.flags.writeable = False
    assert not across(array).flags.writeable


def test_a_decoded_array_is_nobody_elses_memory() -> None:
    """What arrives can be written without touching the frame or the original."""
    frame = bytearray(encoded(_BASE))
    before = bytes(frame)
    there = decoder_of(frame).decode()  # type: ignore[arg-type]  # as it comes from a channel
    there[:] = -1
    assert frame == before
    assert _BASE[0, 1] == 1


@pytest.mark.parametrize("view", [slice(None, None, 2), slice(None, None, -3)])
def test_gaps_are_sent_as_zeros(view: slice) -> None:
    """Nothing of what lies between the elements of a strided array leaves, whichever way it runs."""
    secret = np.full(30, 0x5A, dtype=np.uint8)
    secret[view] = 1
    assert b"\x5a" not in encoded(secret[view])


def test_rows_of_a_column_slice_hide_their_neighbours() -> None:
    """A column of a matrix does not carry the matrix."""
    secret = np.full((5, 5), 0x5A5A, dtype=np.uint16)
    secret[:, 1:3] = 7
    assert b"\x5a" not in encoded(secret[:, 1:3])


def test_strides_wider_than_a_frame_are_dropped() -> None:
    """A view so sparse that its bounds exceed a frame crosses as a dense array of the same values."""
    step = f.MAX_FRAME // 2 + 1
    sparse = np.zeros(2 * step + 1, dtype=np.uint8)[::step]
    assert across(sparse).strides == (1,)
    assert across(sparse).tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    "shared", [[1], {"a": 1}, np.zeros(2), np.random.default_rng(0)], ids=lambda x: type(x).__name__
)
def test_one_object_twice_is_one_object_there(shared: object) -> None:
    """Whatever is mutable keeps its identity within a message, however deep it stands."""
    first, (second,), third = across([shared, (shared,), {"k": [shared]}])
    assert first is second
    assert first is third["k"][0]


def test_equal_objects_stay_two() -> None:
    """Equality makes no identity."""
    first, second = across(([], []))
    assert first is not second


@pytest.mark.parametrize("kind", [np.random.PCG64, np.random.PCG64DXSM])
def test_a_generator_continues_its_stream(kind: type[np.random.BitGenerator]) -> None:
    """The next numbers there are the next numbers here, the half of a 64-bit draw kept for later included."""
    rng = np.random.Generator(kind(3))
    rng.integers(0, 9, dtype=np.uint32)
    there = across(rng)
    assert type(there.bit_generator) is kind
    assert (
        there.integers(0, 1 << 31, size=5, dtype=np.uint32).tolist()
        == rng.integers(0, 1 << 31, size=5, dtype=np.uint32).tolist()
    )
    assert there.normal() == rng.normal()


@pytest.mark.parametrize(
    "value", [..., NotImplemented, float, list, np.float32, np.bool_, np.dtype(">i4"), np.dtype("U")]
)
def test_names_and_dtypes_cross_as_themselves(value: object) -> None:
    """A dtype, a numeric type or an ellipsis can be an argument."""
    there = across(value)
    assert there is value or there == value
    assert type(there) is type(value)


@pytest.mark.parametrize("index", [slice(None), slice(1, -1, 2), slice(np.int64(3)), (slice(2), ..., None)])
def test_an_index_crosses(index: object) -> None:
    """Slices cross with their parts."""
    assert across(index) == index


def test_a_container_that_holds_itself_is_refused() -> None:
    """A cycle has no end on a wire, in a list or in a dict."""
    circle: list[object] = []
    circle.append((circle,))
    ring: dict[str, object] = {}
    ring["me"] = [ring]
    for value in (circle, ring):
        with pytest.raises(UnsendableError, match="holds itself"):
            encoded(value)


@pytest.mark.parametrize("wrap", [lambda v: [v], lambda v: (v,), lambda v: {"k": v}, slice])
def test_depth_is_bounded_alike_on_both_sides(wrap: Any) -> None:
    """What may be sent can be read, to the last level; one more is refused before it leaves."""
    value: object = 1
    for _ in range(f.MAX_DEPTH):
        value = wrap(value)
    assert portrait(across(value)) == portrait(value)
    with pytest.raises(UnsendableError, match="too many parts"):
        encoded(wrap(value))


@pytest.mark.parametrize(
    ("fill", "each"),
    [
        (lambda n: [None] * n, 1),
        (lambda n: [0.5] * n, 1),
        (lambda n: [as_handle] * n, 1 + f.HANDLE_NODES),
        (lambda n: [np.zeros(2) for _ in range(n)], 2 + f.ARRAY_NODES),
        (lambda n: [np.random.default_rng(0) for _ in range(n)], 6 + f.GENERATOR_NODES),
    ],
)
def test_the_number_of_parts_is_bounded_alike_on_both_sides(
    fill: Any, each: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many parts as may be sent can be read, the costly ones counted as more; one more is refused."""
    monkeypatch.setattr(f, "MAX_NODES", 1000)
    most = (f.MAX_NODES - 1) // each
    assert len(across(fill(most))) == most
    with pytest.raises(UnsendableError, match="too many parts"):
        encoded(fill(most + 1), None)


def as_handle() -> None:
    """Cross as a handle."""


def test_a_list_shared_many_times_grows_once() -> None:
    """Sharing costs a reference, not a copy: a lattice of lists of exponential size is small."""
    lattice: object = []
    for _ in range(f.MAX_DEPTH):
        lattice = [lattice, lattice]
    assert len(encoded(lattice)) < 1000


def test_a_message_larger_than_a_frame_is_refused() -> None:
    """64 MiB are the most, as bytes or as an array."""
    for value in (bytes(f.MAX_FRAME), np.zeros(f.MAX_FRAME + 1, dtype=np.uint8)):
        with pytest.raises(UnsendableError, match=r"too large|larger"):
            encoded(value)


@pytest.mark.parametrize(
    "array", [np.zeros((1 << 25, 0)), np.broadcast_to(0.0, (4096, 4096))], ids=["empty", "repeated"]
)
def test_an_array_that_only_looks_small_is_refused(array: Array) -> None:
    """Elements count although they take no bytes, and bytes that strides repeat count each time."""
    with pytest.raises(UnsendableError, match="too large to hand over"):
        encoded(array)


def test_what_repeats_its_bytes_is_counted_over_the_whole_message() -> None:
    """Many broadcast arrays of a modest size are too much together."""
    many = [np.broadcast_to(np.int8(1), (1 << 20,)) for _ in range(65)]
    encoded(many[:64])
    with pytest.raises(UnsendableError, match="too large to hand over"):
        encoded(many)


def test_what_the_other_side_holds_already_is_a_reference() -> None:
    """A known object crosses as its place in the table, so that it comes back as itself."""
    known = [np.zeros(3)]
    encoder = Encoder(lambda value: (f.MINE, 0, type(value).__name__), known)
    encoder.encode((known[0], 1))
    assert len(encoder.payload()) < 30


def test_the_content_of_a_dict_with_other_keys_is_refused() -> None:
    """An argument that got a key which cannot cross is told of, and does not come back as something else."""
    changed = {(1, 2): 3}
    encoder = Encoder(lambda value: (f.MINE, 0, type(value).__name__), [changed])
    with pytest.raises(UnsendableError, match="keys other than str, int, bool and None"):
        encoder.encode_content(changed)
