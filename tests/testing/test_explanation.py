"""The sentence that says why two arrays differ, and the silence where nothing simple does."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.testing import N, assert_close

X = N(0, 4, 7)
SQUARE = N(1, 3, 3)
CUBE = N(2, 2, 3, 4)


def reason(actual: object, expected: object) -> str:
    """Return the last line of the message."""
    with pytest.raises(AssertionError) as raised:
        assert_close(actual, expected)
    return str(raised.value).splitlines()[-1]


@pytest.mark.parametrize(
    ("actual", "expected", "words"),
    [
        (2 * X, X, "every entry is 2 times what is expected"),
        (X / 2, X, "every entry is 0.5 times what is expected"),
        (X / 4, X, "every entry is 0.25 times what is expected"),
        (X / 3, X, "every entry is 0.333333 times what is expected"),
        (-X, X, "every entry has the opposite sign"),
        (-2 * X, X, "every entry is -2 times what is expected"),
        (1.000_001 * X, X, "every entry is 1.000001 times what is expected"),
        (0 * X, X, "every entry is 0"),
        (1j * X, X.astype(complex), "every entry is 0+1j times what is expected"),
        ((2 * X).astype("f4"), X.astype("f4"), "every entry is 2 times what is expected"),
        ((X / 2).astype("f2"), X.astype("f2"), "every entry is 0.5 times what is expected"),
        (np.array([2, 4, 6]), np.array([1, 2, 3]), "every entry is 2 times what is expected"),
        (X + 1, X, "every entry is 1 more than what is expected"),
        (X - 0.25, X, "every entry is 0.25 less than what is expected"),
        (X + 1j, X.astype(complex), "every entry is 0+1j more than what is expected"),
        (np.array([0, 1, 2]), np.array([1, 2, 3]), "every entry is 1 less than what is expected"),
        (np.ones(3), np.zeros(3), "every entry is 1 more than what is expected"),
        (SQUARE.T, SQUARE, "it is the transpose of what is expected"),
        (X.T, X, "it is the transpose of what is expected"),
        (CUBE.swapaxes(1, 2), CUBE, "it is the transpose of what is expected"),
        (X[::-1], X, "the order along axis 0 is reversed"),
        (X[:, ::-1], X, "the order along axis 1 is reversed"),
        (CUBE[..., ::-1], CUBE, "the order along axis 2 is reversed"),
        (np.array(["b", "a"]), np.array(["a", "b"]), "the order along axis 0 is reversed"),
        (X > 0, X <= 0, "every entry is the opposite of what is expected"),
        (X[:, :1], X[:, 0], "the values are right: an axis of length 1 is too many"),
        (X[:, 0], X[:, :1], "the values are right: an axis of length 1 is missing"),
        (np.array([2.0]), np.array(2.0), "the values are right: an axis of length 1 is too many"),
        (CUBE[None], CUBE[:, None], "the values are right: an axis of length 1 is in another place"),
        (2.0, 1.0, "it is twice the expected"),
        (1.5, 3.0, "it is half the expected"),
        (-3.0, 3.0, "the sign is opposite"),
    ],
)
def test_one_simple_difference_is_named(actual: object, expected: object, words: str) -> None:
    """A factor, a sign, an offset, a transpose, an order or an axis, where it is all that is wrong."""
    assert reason(actual, expected) == words


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (np.where(X[1, 1] == X, 9.0, 2 * X), X),
        (np.where(X[1, 1] == X, 9.0, X + 1), X),
        (np.array([0.0, 6.0, 0.0]), np.array([0.0, 3.0, 0.0])),
        (np.array([5.0]), np.array([1.0])),
        (np.array([1e308, -1e308]), np.array([-1e308, 1.7e308])),
        (np.array([np.inf, 2.0]), np.array([np.inf, 1.0])),
        (np.array([2**60 + 1, 2**60]), np.array([2**60, 2**60])),
        (np.array([True, False, True]), np.array([False, False, True])),
        (N(3, 5), N(4, 5)),
    ],
)
def test_nothing_is_said_where_it_would_not_be_the_whole_truth(actual: object, expected: object) -> None:
    """A single entry, an overflow, or one entry that does not fit: the message ends with the first difference."""
    assert reason(actual, expected).startswith("first at [")


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (2 * X.T, X),
        (X[:, :1] + [[0], [1], [0], [0]], X[:, 0]),
        (np.ones(6), np.ones((2, 3))),
        (X[:3], X),
        (CUBE.transpose(1, 2, 0), CUBE),
        (X[None], X.T),
    ],
)
def test_two_things_wrong_are_not_explained_by_one(actual: object, expected: object) -> None:
    """Of two shapes without a simple relation, the shapes are all that is said."""
    assert reason(actual, expected).startswith("shape ")


@pytest.mark.parametrize(("actual", "expected"), [(3.0, 1.0), (1.0, 0.0), (np.nan, 1.0), (1.0, np.inf)])
def test_a_number_is_not_explained_by_any_factor(actual: float, expected: float) -> None:
    """Every number is some multiple of every other, which explains nothing."""
    assert reason(actual, expected).startswith("got ")


def test_large_arrays_are_compared_without_looking_for_reasons() -> None:
    """The search costs more than the comparison, so that it ends somewhere."""
    big = np.ones(1_000_001)
    assert reason(2 * big, big).startswith("first at [0]")
    assert reason(big[None], big).startswith("shape ")


@settings(deadline=None)  # the machine may be busy
@given(
    hnp.arrays(
        np.float64, hnp.array_shapes(min_dims=1, max_dims=2, min_side=2, max_side=4), elements=st.floats(0.5, 2)
    ),
    st.floats(-8, 8).filter(lambda c: min(abs(c - k) for k in (0, 1, -1)) > 0.01),
)
def test_a_factor_is_found_whatever_it_is(array: npt.NDArray[Any], factor: float) -> None:
    """Any constant factor is named to six digits."""
    assert reason(factor * array, array) == f"every entry is {factor:.6g} times what is expected"
