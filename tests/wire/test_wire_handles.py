"""What is none of the codec's types stays where it is and crosses as a handle."""

import collections
import enum
from typing import Any, NamedTuple

import numpy as np
import pytest
from wire_frames import Far, across, connected, decoded, encoded, hand_over

from grader.wire import Encoder, Request, UnsendableError, WireError
from grader.wire import format as f


class _Floating(float):
    pass


class _Scaling(np.float64):
    pass


class _Texting(str):
    __slots__ = ()


class _Listing(list[int]):
    pass


class _Arraying(np.ndarray[Any, Any]):
    pass


class _Point(NamedTuple):
    x: int


class _Colour(enum.IntEnum):
    RED = 1


_STAY = [
    _Floating(1),
    _Scaling(1),
    _Texting("a"),
    _Listing(),
    _Colour.RED,
    collections.OrderedDict(a=1),
    collections.Counter("a"),
    _Point(1),
    np.zeros(2).view(_Arraying),
    np.zeros((1, 1)).view(np.matrix),
    np.ma.masked_array([1.0]),
    np.ma.masked,
    np.rec.array([(1,)], dtype=[("a", "i4")]),
    np.array([None]),
    np.array([(1, 2.0)], dtype="i4,f8"),
    np.array(["2020"], dtype="M8[D]"),
    np.array([1], dtype="m8[s]"),
    np.array(["a"], dtype=np.dtypes.StringDType()),
    np.zeros((1,) * 17),
    np.datetime64("2020"),
    np.void(b"ab"),
    {1.5: 1},
    {(1, 2): 1},
    {b"a": 1},
    {1 << 64: 1},
    {np.float64(1): 1},
    {1, 2},
    frozenset({1}),
    range(3),
    bytearray(b"a"),
    memoryview(b"a"),
    (i for i in "ab"),
    np.random.Generator(np.random.MT19937(1)),
    np.random.Generator(np.random.Philox(1)),
    np.random.RandomState(1),
    np,
    print,
    lambda: None,
    [].append,
    np.add,
    object(),
    object,
    ValueError("x"),
    np.dtype("i4,f8"),
    np.dtype("O"),
    np.longdouble,
]


@pytest.mark.parametrize("value", _STAY, ids=lambda value: type(value).__name__)
def test_what_is_no_plain_value_crosses_as_a_handle(value: object) -> None:
    """Subclasses, exotic dtypes and keys, unchecked generators and everything with behaviour stay at home."""
    there = across(value)
    assert type(there) is Far
    assert (there.number, there.name) == (0, type(value).__name__)


@pytest.mark.parametrize("wrap", [lambda v: [v], lambda v: (v,), lambda v: {"k": v}])
def test_a_container_crosses_with_the_handles_in_it(wrap: Any) -> None:
    """Only the item that cannot cross stays behind."""
    there = across(wrap(print))
    assert type(there) is type(wrap(print))
    assert type(there["k"] if isinstance(there, dict) else there[0]) is Far


def test_a_long_name_is_cut() -> None:
    """The name of a class may be of any length, that of a handle may not."""
    value = type("x" * 1000, (), {})()
    assert across(value).name == "x" * f.MAX_NAME


def test_the_largest_number_of_a_handle_is_accepted() -> None:
    """The bound itself is within."""
    encoder = Encoder(lambda _: (f.MINE, f.MAX_HANDLE, "x"))
    encoder.encode(print)
    assert decoded(encoder.payload()).number == f.MAX_HANDLE


def test_one_object_is_one_handle_for_good() -> None:
    """An object handed out in two messages has one number."""
    near, far = connected()
    target = hand_over(far, lambda *items: items)
    seen = [near.request(Request("call", Far(target, ""), (print, [print]))).value for _ in range(2)]
    assert seen == [(print, [print])] * 2
    assert [proxy.name for proxy in far.proxies.values()] == ["builtin_function_or_method"]


def test_a_handle_comes_home_as_the_object() -> None:
    """What was handed out is, when it comes back, the object itself."""
    near, far = connected()
    mine = object()
    target = hand_over(far, lambda proxy: (proxy, type(proxy)))
    there = near.request(Request("call", Far(target, ""), (mine,))).value
    assert there[0] is mine


def test_an_object_that_must_stay_is_not_handed_out() -> None:
    """Where the owner does not permit it, nothing is sent at all."""
    near, far = connected()
    target = hand_over(far, print)
    near.forbidden = secret = object()
    with pytest.raises(UnsendableError, match="not this one"):
        near.request(Request("call", Far(target, ""), ([secret],)))
    assert far.proxies == {}


def test_a_number_that_was_never_given_is_refused() -> None:
    """Handles are not guessed."""
    near, far = connected()
    hand_over(far, print)
    with pytest.raises(WireError, match="never given"):
        near.request(Request("call", Far(1, "")))


def test_an_object_with_a_class_that_lies_is_a_handle() -> None:
    """Only the real type counts, not what ``__class__`` says."""

    class Liar:
        __class__ = float  # type: ignore[assignment]  # the lie

    assert type(decoded(encoded(Liar()))) is Far
