"""Arguments that changed, and results that are views: to the bit, and of exact arrays only."""

from typing import Any

import numpy as np
import pytest

from grader.testing import assert_no_shared_memory, assert_unchanged, sharing

X = np.array([[1.0, 2.0], [3.0, 4.0]])


@pytest.mark.parametrize(
    "value",
    [
        X,
        X.T,
        np.array([np.nan, -0.0, np.inf]),
        np.array([1, 2]),
        np.array(["a"]),
        np.zeros((0, 2)),
        np.array([1.5, np.nan], np.longdouble),
        np.nan,
        np.float32(1.5),
        1 << 80,
        "word",
        None,
        True,
        (X, [X, {"a": X, 1: 2.0, ("t", None): X}]),
    ],
)
def test_a_value_and_its_copy_are_the_same(value: object) -> None:
    """Equal bits are no change, NaN and all, whatever the memory order."""
    copied = value.copy(order="C") if isinstance(value, np.ndarray) else value
    assert_unchanged(value, copied)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            X,
            np.array([[1.0, 2.0], [4.0, 4.0]]),
            "the argument was changed in place, at [1, 0] first: 3 became 4; work on a copy",
        ),
        (X, X.astype("f4"), "and dtype float64 and is an array of shape (2, 2) and dtype float32 now"),
        (X, X[:1], "was an array of shape (2, 2) and dtype float64 and is an array of shape (1, 2)"),
        (X, X.view(np.matrix), "is a matrix now"),
        (np.array([0.0]), np.array([-0.0]), "changed in place: the sign of a zero, or the bits of a NaN"),
        (np.array([np.nan, 1.0]), np.array([np.nan, np.nan]), "at [1] first: 1 became nan"),
        (np.array([1.0], np.longdouble), np.array([2.0], np.longdouble), "1 became 2"),
        (np.array(["a"]), np.array(["b"]), "'a' became 'b'"),
        (1.0, 2.0, "the argument was 1 and is 2 now"),
        (0.0, -0.0, "the argument was 0 and is -0 now"),
        (1, 1.0, "the argument was an int and is a float now"),
        ("a", "b", "was 'a' and is 'b' now"),
        ((X,), (X, X), "was a tuple of 1 and has other entries now"),
        ({"a": X}, {"b": X}, "was a dict of 1 and has other entries now"),
        ({1: X}, {True: X}, "has other entries now"),
        ({"a": X}, {object(): X}, "has other entries now"),
        ((X, {"a": [X]}), (X, {"a": [X + 1]}), "argument[1]['a'][0] was changed in place, at [0, 0]"),
    ],
)
@pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")
def test_a_change_is_told(before: object, after: object, words: str) -> None:
    """One bit is a change, and the message says where."""
    with pytest.raises(AssertionError) as raised:
        assert_unchanged(before, after)
    assert words in str(raised.value)
    assert len(str(raised.value)) < 300


@pytest.mark.skipif(np.finfo(np.longdouble).nmant != 63, reason="long doubles without padding")
def test_the_padding_of_a_long_double_is_no_change() -> None:
    """Its last bytes belong to nobody."""
    before = np.array([1.5], np.longdouble)
    after = before.copy()
    after.view(np.uint8)[-1] ^= 1
    assert_unchanged(before, after)


@pytest.mark.parametrize("value", [object(), np.array([None])])
def test_what_has_no_bits_of_its_own_is_refused(value: object) -> None:
    """A generator or an array of objects is a suite's own fault."""
    with pytest.raises(TypeError, match="assert_unchanged cannot compare"):
        assert_unchanged(value, value)


@pytest.mark.parametrize("result", [X.copy(), X + 0, (X.copy(), 3), {"a": [X.copy()], "b": None}])
def test_a_new_array_shares_nothing(result: object) -> None:
    """A copy passes, alone or among others."""
    assert_no_shared_memory(result, X, 3, "word", [X])


@pytest.mark.parametrize("result", [X, X.T, X[:1], X.reshape(-1), (X.copy(), X[1:]), {"a": X[::-1]}])
@pytest.mark.parametrize(("arguments", "position"), [((X,), 0), ((1, X.copy(), {"a": (X,)}), 2)])
def test_a_view_is_told_with_its_argument(result: object, arguments: tuple[Any, ...], position: int) -> None:
    """A view of an argument, however deep, fails with the position of the argument."""
    with pytest.raises(AssertionError, match=f"shares memory with argument {position}: .*return a copy"):
        assert_no_shared_memory(result, *arguments)


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (None, "None where an array"),
        (3.0, "a float where an array"),
        ((), "a tuple of 0 where an array"),
        (object(), "an object where an array"),
        ((X.copy(), object()), "an object where an array"),
        (np.ma.array([1.0, 2.0]), "a MaskedArray where an array"),
    ],
)
def test_what_is_no_array_shares_nothing_and_earns_nothing(result: object, words: str) -> None:
    """Neither an empty result nor a class of its own passes for a new array."""
    with pytest.raises(AssertionError, match=words):
        assert_no_shared_memory(result, X)


def test_a_judge_may_say_what_shares_memory() -> None:
    """Where results are copies from elsewhere, the question goes to whoever knows."""
    asked = []

    def report(result: np.ndarray[Any, Any], argument: np.ndarray[Any, Any]) -> bool:
        asked.append((result, argument))
        return True

    token = sharing.set(report)
    try:
        result = X.copy()
        with pytest.raises(AssertionError, match="shares memory"):
            assert_no_shared_memory(result, X)
    finally:
        sharing.reset(token)
    assert asked[0][0] is result
    assert asked[0][1] is X
    assert_no_shared_memory(result, X)
