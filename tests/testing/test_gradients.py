"""Central differences against derivatives known by heart, and what is no gradient."""

from typing import Any

import numpy as np
import pytest

from grader.testing import N, assert_gradient, numerical_gradient

X = N(0, 3, 4)


def cubes(x: Any) -> float:
    """Sum the cubes: the gradient is three times the squares."""
    return float((x**3).sum())


@pytest.mark.parametrize("shape", [(), (1,), (5,), (3, 4), (2, 3, 2), (0,)])
def test_the_gradient_has_the_shape_and_the_values_of_the_derivative(shape: tuple[int, ...]) -> None:
    """Any shape, from a number to none at all."""
    x = np.asarray(N(1, *shape))
    gradient = numerical_gradient(cubes, x)
    assert gradient.shape == shape
    assert gradient.dtype == np.float64
    np.testing.assert_allclose(gradient, 3 * x**2, rtol=1e-6, atol=1e-9)


def test_integers_are_taken_as_numbers() -> None:
    """A list of integers is no place to add a small step to."""
    np.testing.assert_allclose(numerical_gradient(cubes, [1, 2]), [3, 12], rtol=1e-6)


def test_a_function_that_writes_into_its_argument_spoils_nothing() -> None:
    """Each call gets an array of its own, and ``x`` stays as it was."""

    def overwriting(x: Any) -> float:
        value = cubes(x)
        x[:] = 99.0
        return value

    x = X.copy()
    np.testing.assert_allclose(numerical_gradient(overwriting, x), 3 * X**2, rtol=1e-6)
    assert x.tobytes() == X.tobytes()


@pytest.mark.parametrize("value", [2, 2.0, np.float64(2), np.float32(2), np.int8(2), np.array(2.0)])
def test_any_real_number_is_a_value(value: object) -> None:
    """A Python or a NumPy number, or an array of no axes."""
    assert numerical_gradient(lambda _: value, [1.0]) == 0


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "None where a function's value, a real number"),
        (np.ones(1), "an array of shape \\(1,\\)"),
        (np.array("a"), "dtype <U1 where"),
        (1j, "a complex where"),
        (True, "a bool where"),
        (object(), "an object where"),
        (float("nan"), "value is nan where a finite number"),
        (float("inf"), "value is inf where a finite number"),
    ],
)
def test_what_is_no_finite_number_is_no_value(value: object, words: str) -> None:
    """NaN on both sides would otherwise make any gradient right."""
    with pytest.raises(AssertionError, match=words):
        numerical_gradient(lambda _: value, [1.0])


def test_a_step_lost_beside_x_is_the_suites_fault() -> None:
    """1e-6 beside 1e12 is nothing, and so would the gradient be."""
    with pytest.raises(ValueError, match="h = 1e-06 is lost beside x; write a larger one"):
        numerical_gradient(cubes, [1e12])


def test_the_right_gradient_passes() -> None:
    """Also for a function of large values, whose differences are noisier."""
    assert_gradient(cubes, X, 3 * X**2)
    assert_gradient(lambda x: 1e7 + float(x.sum()), X, np.ones_like(X))


@pytest.mark.parametrize(
    ("gradient", "words"),
    [
        (3 * X**2 * (1 + 1e-4), "12 of 12 entries wrong"),
        (-3 * X**2, "opposite sign"),
        (1.5 * X**2, "0.5 times"),
        (3 * X.T**2, "the transpose"),
        ((3 * X**2).astype("f4"), "float32 where float64"),
        (3 * X[0] ** 2, "shape"),
        (np.full_like(X, np.nan), "NaN"),
        (None, "None where an array"),
        ((3 * X**2).tolist(), "a list of 3 where an array"),
    ],
)
def test_another_gradient_fails(gradient: object, words: str) -> None:
    """Values, type, width and shape are those of the differences."""
    with pytest.raises(AssertionError, match=words):
        assert_gradient(cubes, X, gradient)


def test_the_tolerances_can_be_given() -> None:
    """A suite may be stricter, or kinder."""
    assert_gradient(cubes, X, 3 * X**2 * 1.01, rtol=0.02)
    assert_gradient(cubes, X, 3 * X**2 + 0.01, atol=0.02)
    assert_gradient(cubes, [1e12], np.array([3e24]), h=1e6)
