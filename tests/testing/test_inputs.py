"""The one-word inputs, and the two questions about a call."""

from typing import Any

import numpy as np
import pytest

from grader.testing import N, R, f32, nc, raises, unchanged


def test_draws_of_one_seed_are_the_same_and_of_two_are_not() -> None:
    """``N`` and ``R`` depend on the seed alone."""
    assert N(0, 2, 3).shape == (2, 3)
    np.testing.assert_array_equal(N(0, 4), R(0).standard_normal(4))
    assert not np.array_equal(N(0, 4), N(1, 4))
    assert N(0).shape == ()


def test_f32_is_a_float32_copy() -> None:
    """The original keeps its dtype and its memory."""
    x = N(0, 3)
    assert f32(x).dtype == np.float32
    y = f32(x).copy()
    assert not np.shares_memory(f32(y), y)


@pytest.mark.parametrize("shape", [(3,), (2, 3), (2, 3, 4)])
def test_nc_has_the_values_but_not_the_memory_of_an_ordinary_array(shape: tuple[int, ...]) -> None:
    """Every axis is strided."""
    x = N(0, *shape)
    np.testing.assert_array_equal(nc(x), x)
    assert nc(x).strides == tuple(2 * 8 * int(np.prod([2 * n for n in shape[i + 1 :]])) for i in range(len(shape)))


def test_nc_of_a_number_is_that_number() -> None:
    """No axis, no stride."""
    assert nc(np.float32(2.5)) == np.float32(2.5)
    assert nc(2.5).shape == ()


def test_unchanged_sees_an_array_written_to_however_deep() -> None:
    """Arrays among the arguments, in dicts and lists too; what is no array does not matter."""

    def writes(x: Any, d: Any, _: object) -> None:
        d["a"][0] += x

    assert unchanged(lambda *_: None, N(0, 2), {"a": N(1, 2)}, R(0))
    assert not unchanged(writes, 1.0, {"a": N(1, 2)}, R(0))
    assert unchanged(lambda rng: rng.normal(), R(0))


def test_raises_names_the_exception() -> None:
    """The name of its class, or that there was none."""
    assert raises(lambda: 1 / 0) == "ZeroDivisionError"
    assert raises(lambda: np.linalg.inv(np.zeros((2, 2)))) == "LinAlgError"
    assert raises(lambda: None) == "no error"


def test_raises_lets_an_interrupt_through() -> None:
    """What is no Exception is not the function's answer."""

    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        raises(interrupted)
