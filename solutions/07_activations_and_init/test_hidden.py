"""The suite that counts: every convention, edge case and error that the docstrings promise.

Expected values come from a closed form, a loop or the reference, always before the student's call. What is drawn is
judged by its law, at four standard errors; that a draw is the very one of the docstring decides few points.
"""

import itertools

import numpy as np
import pytest

from grader.testing import (
    assert_close,
    assert_no_shared_memory,
    exercise,
    f32,
    universal_battery,
)

edge = pytest.mark.group("edge")
robust = pytest.mark.group("robust")
expects_error = pytest.mark.expects_error

NO_REAL_NUMBERS = (np.array([1 + 2j, 3j]), np.array(["1.0", "2.0"]))
ONE_SIGMA = 0.6826894921370859  # how much of a normal distribution lies within one standard deviation


def noisy():
    """Turn what NumPy warns of into an error."""
    return np.errstate(over="raise", invalid="raise", divide="raise")


def slope(function, x, h=1e-6):
    """Return the central difference of an elementwise function."""
    return (function(x + h) - function(x - h)) / (2 * h)


def away_from_zero(rng, *shape):
    """Return numbers of both signs, none within 0.1 of the kink."""
    size = rng.uniform(0.1, 4, size=shape)
    return np.where(rng.permutation(size.size).reshape(shape) % 2 == 0, size, -size)


def with_alpha(alpha):
    """Return inputs for the battery of a function of x and alpha."""
    return lambda rng: (away_from_zero(rng, 4, 3), alpha)


@exercise("sigmoid")
class TestSigmoid:
    def test_is_the_quotient_of_its_definition(self, student, rng):
        x = rng.normal(scale=3, size=(4, 7))
        expected = 1 / (1 + np.exp(-x))
        assert_close(student.sigmoid(x), expected)

    def test_is_symmetric_about_one_half(self, student, rng):
        x = rng.normal(scale=3, size=9)
        complement = np.exp(-x) / (1 + np.exp(-x))
        assert_close(student.sigmoid(-x), complement)

    def test_slope_in_closed_form(self, student, rng):
        x = rng.normal(scale=3, size=(2, 3, 4))
        expected = 1 / (2 * np.cosh(x / 2)) ** 2
        assert_close(student.sigmoid_grad(x), expected)

    def test_slope_is_a_central_difference(self, student, reference, rng):
        x = rng.normal(scale=3, size=(5, 5))
        expected = slope(reference.sigmoid, x)
        assert_close(student.sigmoid_grad(x), expected, rtol=1e-5, atol=1e-8)

    @edge
    @pytest.mark.weight(3)  # what the exercise is about
    @pytest.mark.parametrize("end", [-1.0, 1.0])
    def test_far_ends_without_a_warning(self, student, end):
        x = end * np.array([[40.0, 710.0, 1000.0, 1e300]])
        expected = np.full((1, 4), 0.5 + end / 2)
        with noisy():
            result = student.sigmoid(x)
        assert_close(result, expected)

    @edge
    def test_slope_at_the_far_ends_without_a_warning(self, student):
        x = np.array([-1e300, -1000.0, -710.0, 710.0, 1000.0, 1e300])
        with noisy():
            result = student.sigmoid_grad(x)
        assert_close(result, np.zeros(6))

    @edge
    def test_left_tail_keeps_its_digits(self, student):
        x = np.array([-40.0, -300.0, -700.0])
        expected = np.exp(x)
        assert_close(student.sigmoid(x), expected, rtol=1e-7, atol=0)
        # below 1e-308 the digits run out one by one, but the value is not yet 0
        assert_close(student.sigmoid(np.array([-740.0])), np.exp([-740.0]), rtol=0.1, atol=0)

    @edge
    def test_float32_does_not_overflow_either(self, student):
        with noisy():
            result = student.sigmoid(f32([-100, -90, 0, 90, 100]))
            steepness = student.sigmoid_grad(f32([-100, 0, 100]))
        assert_close(result, f32([0, 0, 0.5, 1, 1]), dtype=np.float32)
        assert_close(steepness, f32([0, 0.25, 0]), dtype=np.float32)

    @edge
    def test_integers_and_booleans(self, student):
        assert_close(student.sigmoid(np.array([-1, 0, 1])), 1 / (1 + np.exp([1.0, 0.0, -1.0])))
        assert_close(student.sigmoid_grad(np.array([False, True])), np.array([0.25, np.exp(1) / (1 + np.exp(1)) ** 2]))

    @edge
    def test_array_without_axes(self, student):
        values = [student.sigmoid(np.array(0.0)), student.sigmoid_grad(np.array(0.0))]
        assert_close(np.stack(values), np.array([0.5, 0.25]))

    @robust
    @expects_error
    @pytest.mark.parametrize("name", ["sigmoid", "sigmoid_grad"])
    def test_no_real_numbers_raise(self, student, name):
        for values in NO_REAL_NUMBERS:
            with pytest.raises(TypeError):
                getattr(student, name)(values)


TestSigmoidBattery = universal_battery("sigmoid", lambda rng: (rng.normal(scale=3, size=(5, 3)),), batch=0)
TestSigmoidGradBattery = universal_battery(
    "sigmoid_grad", lambda rng: (rng.normal(scale=3, size=(5, 3)),), exercise="sigmoid", batch=0
)


@exercise("tanh")
class TestTanh:
    def test_is_the_quotient_of_its_definition(self, student, rng):
        x = rng.normal(size=(4, 7))
        expected = (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))
        assert_close(student.tanh(x), expected)

    def test_is_odd(self, student, rng):
        x = rng.normal(size=(3, 3))
        expected = np.sinh(x) / np.cosh(x)
        assert_close(student.tanh(-x), -expected)

    def test_slope_in_closed_form(self, student, rng):
        x = rng.normal(size=(2, 3, 4))
        expected = 1 / np.cosh(x) ** 2
        assert_close(student.tanh_grad(x), expected)

    def test_slope_is_a_central_difference(self, student, reference, rng):
        x = rng.normal(size=(5, 5))
        expected = slope(reference.tanh, x)
        assert_close(student.tanh_grad(x), expected, rtol=1e-5, atol=1e-8)

    @edge
    def test_far_ends_without_a_warning(self, student):
        x = np.array([-1e300, -1000.0, -710.0, 710.0, 1000.0, 1e300])
        with noisy():
            result = student.tanh(x)
            steepness = student.tanh_grad(x)
        assert_close(result, np.array([-1.0, -1.0, -1.0, 1.0, 1.0, 1.0]))
        assert_close(steepness, np.zeros(6))

    @edge
    def test_small_numbers_keep_their_digits(self, student):
        x = np.array([1e-9, -3e-12, 2e-300])
        expected = x.copy()
        assert_close(student.tanh(x), expected, rtol=1e-7, atol=0)

    @edge
    def test_steepest_at_zero(self, student):
        assert_close(student.tanh_grad(np.array([-1e-9, 0.0, 1e-9])), np.ones(3))

    @edge
    def test_float32_does_not_overflow_either(self, student):
        with noisy():
            result = student.tanh(f32([-100, 0, 100]))
            steepness = student.tanh_grad(f32([-100, 0, 100]))
        assert_close(result, f32([-1, 0, 1]), dtype=np.float32)
        assert_close(steepness, f32([0, 1, 0]), dtype=np.float32)

    @edge
    def test_integers_and_booleans(self, student):
        top = (np.exp(2) - 1) / (np.exp(2) + 1)
        assert_close(student.tanh(np.array([-1, 0, 1])), np.array([-top, 0.0, top]))
        assert_close(student.tanh_grad(np.array([False, True])), np.array([1.0, 1 - top**2]))

    @edge
    def test_array_without_axes(self, student):
        values = [student.tanh(np.array(-1000.0)), student.tanh_grad(np.array(0.0))]
        assert_close(np.stack(values), np.array([-1.0, 1.0]))

    @robust
    @expects_error
    @pytest.mark.parametrize("name", ["tanh", "tanh_grad"])
    def test_no_real_numbers_raise(self, student, name):
        for values in NO_REAL_NUMBERS:
            with pytest.raises(TypeError):
                getattr(student, name)(values)


TestTanhBattery = universal_battery("tanh", lambda rng: (rng.normal(size=(5, 3)),), batch=0)
TestTanhGradBattery = universal_battery("tanh_grad", lambda rng: (rng.normal(size=(5, 3)),), exercise="tanh", batch=0)


@exercise("relu")
class TestRelu:
    def test_keeps_what_is_positive(self, student, rng):
        x = away_from_zero(rng, 4, 7)
        expected = np.array([[max(entry, 0.0) for entry in row] for row in x.tolist()])
        assert_close(student.relu(x), expected)

    def test_square(self, student, rng):
        x = away_from_zero(rng, 4, 4)
        expected = (x + np.abs(x)) / 2
        assert_close(student.relu(x), expected)

    def test_slope_is_one_or_nothing(self, student, rng):
        x = away_from_zero(rng, 2, 3, 4)
        expected = (1 + np.sign(x)) / 2
        assert_close(student.relu_grad(x), expected)

    def test_slope_is_a_central_difference(self, student, reference, rng):
        x = away_from_zero(rng, 5, 5)
        expected = slope(reference.relu, x)
        assert_close(student.relu_grad(x), expected, rtol=1e-5, atol=1e-8)

    @edge
    @pytest.mark.weight(2)
    def test_slope_at_the_kink_is_zero(self, student):
        assert_close(student.relu_grad(np.array([0.0, -0.0, 1e-300, -1e-300])), np.array([0.0, 0.0, 1.0, 0.0]))

    @edge
    def test_either_zero_stays_zero(self, student):
        assert_close(student.relu(np.array([0.0, -0.0, -2.0])), np.zeros(3))

    @edge
    def test_nan_stays_nan(self, student):
        assert_close(student.relu(np.array([np.nan, -1.0, 2.0])), np.array([np.nan, 0.0, 2.0]))

    @edge
    def test_large_and_small_numbers(self, student):
        x = np.array([-1e300, -1e-300, 1e-300, 1e300])
        assert_close(student.relu(x), np.array([0.0, 0.0, 1e-300, 1e300]), rtol=1e-7, atol=0)

    @edge
    def test_integers_and_booleans(self, student):
        assert_close(student.relu(np.array([-3, 0, 2])), np.array([0.0, 0.0, 2.0]))
        assert_close(student.relu_grad(np.array([False, True])), np.array([0.0, 1.0]))

    @edge
    def test_slope_has_the_dtype_of_the_input(self, student):
        assert_close(student.relu_grad(f32([[-1, 1, 3]])), f32([[0, 1, 1]]), dtype=np.float32)
        assert_close(student.relu_grad(np.array([[-1.0, 1.0, 3.0]])), np.array([[0.0, 1.0, 1.0]]), dtype=np.float64)

    @edge
    def test_array_without_axes(self, student):
        values = [student.relu(np.array(-2.0)), student.relu(np.array(3.0)), student.relu_grad(np.array(3.0))]
        assert_close(np.stack(values), np.array([0.0, 3.0, 1.0]))

    @robust
    def test_result_is_an_array_of_its_own(self, student):
        x = np.array([1.0, 2.0, 0.5])  # nothing to cut off, so that x itself would be right
        result = student.relu(x)
        assert_close(result, np.array([1.0, 2.0, 0.5]))
        assert_no_shared_memory(result, x)

    @robust
    @expects_error
    @pytest.mark.parametrize("name", ["relu", "relu_grad"])
    def test_no_real_numbers_raise(self, student, name):
        for values in NO_REAL_NUMBERS:
            with pytest.raises(TypeError):
                getattr(student, name)(values)


TestReluBattery = universal_battery("relu", lambda rng: (away_from_zero(rng, 4, 3),), batch=0)
TestReluGradBattery = universal_battery("relu_grad", lambda rng: (away_from_zero(rng, 4, 3),), exercise="relu", batch=0)


@exercise("leaky_relu")
class TestLeakyRelu:
    def test_a_hundredth_unless_told_otherwise(self, student, rng):
        x = away_from_zero(rng, 4, 7)
        expected = np.array([[entry if entry > 0 else 0.01 * entry for entry in row] for row in x.tolist()])
        assert_close(student.leaky_relu(x), expected)

    @pytest.mark.parametrize("alpha", [0.1, 0.75])
    def test_leak_of_other_sizes(self, student, rng, alpha):
        x = away_from_zero(rng, 4, 4)
        expected = (1 + alpha) / 2 * x + (1 - alpha) / 2 * np.abs(x)
        assert_close(student.leaky_relu(x, alpha), expected)

    def test_slope_unless_told_otherwise(self, student, rng):
        x = away_from_zero(rng, 2, 3, 4)
        expected = 0.505 + 0.495 * np.sign(x)
        assert_close(student.leaky_relu_grad(x), expected)

    def test_slope_is_a_central_difference(self, student, reference, rng):
        x = away_from_zero(rng, 5, 5)
        expected = slope(lambda z: reference.leaky_relu(z, 0.3), x)
        assert_close(student.leaky_relu_grad(x, 0.3), expected, rtol=1e-5, atol=1e-8)

    @edge
    def test_without_a_leak_it_is_relu(self, student):
        x = np.array([-2.0, 0.0, 3.0])
        assert_close(student.leaky_relu(x, alpha=0.0), np.array([0.0, 0.0, 3.0]))
        assert_close(student.leaky_relu_grad(np.array([-2.0, 0.0, 3.0]), alpha=0.0), np.array([0.0, 0.0, 1.0]))

    @edge
    def test_full_leak_is_the_identity(self, student):
        assert_close(student.leaky_relu(np.array([-2.0, 0.0, 3.0]), alpha=1.0), np.array([-2.0, 0.0, 3.0]))
        assert_close(student.leaky_relu_grad(np.array([-2.0, 0.0, 3.0]), alpha=1.0), np.ones(3))

    @edge
    @pytest.mark.weight(2)
    def test_leak_above_one(self, student):
        assert_close(student.leaky_relu(np.array([-2.0, 0.0, 3.0]), alpha=2.5), np.array([-5.0, 0.0, 3.0]))
        assert_close(student.leaky_relu_grad(np.array([-2.0, 0.0, 3.0]), alpha=2.5), np.array([2.5, 2.5, 1.0]))

    @edge
    def test_slope_at_the_kink_is_that_of_the_leak(self, student):
        assert_close(student.leaky_relu_grad(np.array([0.0, -0.0, 1e-300]), 0.2), np.array([0.2, 0.2, 1.0]))

    @edge
    def test_integers_and_booleans(self, student):
        assert_close(student.leaky_relu(np.array([-4, 0, 2]), 0.5), np.array([-2.0, 0.0, 2.0]))
        assert_close(student.leaky_relu_grad(np.array([False, True]), 0.5), np.array([0.5, 1.0]))

    @edge
    def test_array_without_axes(self, student):
        values = [student.leaky_relu(np.array(-2.0), 0.5), student.leaky_relu_grad(np.array(-2.0), 0.5)]
        assert_close(np.stack(values), np.array([-1.0, 0.5]))

    @robust
    @expects_error
    @pytest.mark.parametrize("name", ["leaky_relu", "leaky_relu_grad"])
    def test_negative_leak_raises(self, student, name):
        for alpha in (-0.1, -1e-9):
            with pytest.raises(ValueError):
                getattr(student, name)(np.ones(2), alpha)

    @robust
    @expects_error
    @pytest.mark.parametrize("name", ["leaky_relu", "leaky_relu_grad"])
    def test_no_real_numbers_raise(self, student, name):
        for values in NO_REAL_NUMBERS:
            with pytest.raises(TypeError):
                getattr(student, name)(values)


TestLeakyReluBattery = universal_battery("leaky_relu", with_alpha(0.3), batch=0)
TestLeakyReluGradBattery = universal_battery("leaky_relu_grad", with_alpha(0.3), exercise="leaky_relu", batch=0)


@exercise("elu")
class TestElu:
    def test_levels_off_at_minus_one_unless_told_otherwise(self, student, rng):
        x = away_from_zero(rng, 4, 7)
        expected = np.array([[e if e > 0 else np.exp(e) - 1 for e in row] for row in x.tolist()])
        assert_close(student.elu(x), expected)

    @pytest.mark.parametrize("alpha", [0.4, 1.5])
    def test_other_levels(self, student, rng, alpha):
        x = away_from_zero(rng, 4, 4)
        expected = (x + np.abs(x)) / 2 + alpha * (np.exp((x - np.abs(x)) / 2) - 1)
        assert_close(student.elu(x, alpha), expected)

    def test_slope_unless_told_otherwise(self, student, rng):
        x = away_from_zero(rng, 2, 3, 4)
        expected = np.exp((x - np.abs(x)) / 2)
        assert_close(student.elu_grad(x), expected)

    @pytest.mark.parametrize("alpha", [0.4, 1.5])
    def test_slope_is_a_central_difference(self, student, reference, rng, alpha):
        x = away_from_zero(rng, 5, 5)
        expected = slope(lambda z: reference.elu(z, alpha), x)
        assert_close(student.elu_grad(x, alpha), expected, rtol=1e-5, atol=1e-8)

    @edge
    def test_far_right_without_a_warning(self, student):
        x = np.array([-0.5, 710.0, 1000.0, 1e300])
        with noisy():
            result = student.elu(x)
        assert_close(result, np.array([np.expm1(-0.5), 710.0, 1000.0, 1e300]))

    @edge
    def test_slope_on_the_far_right_without_a_warning(self, student):
        x = np.array([-0.5, 710.0, 1000.0, 1e300])
        with noisy():
            result = student.elu_grad(x)
        assert_close(result, np.array([np.exp(-0.5), 1.0, 1.0, 1.0]))

    @edge
    def test_far_left_is_minus_alpha(self, student):
        with noisy():
            result = student.elu(np.array([-1e300, -1000.0, -60.0]), 2.0)
            steepness = student.elu_grad(np.array([-1e300, -1000.0, -60.0]), 2.0)
        assert_close(result, np.full(3, -2.0))
        assert_close(steepness, np.zeros(3))

    @edge
    def test_small_numbers_keep_their_digits(self, student):
        x = np.array([-1e-12, -3e-9, 2e-300])
        expected = np.array([-1e-12, -3e-9 + 4.5e-18, 2e-300])
        assert_close(student.elu(x), expected, rtol=1e-9, atol=0)

    @edge
    def test_at_the_kink(self, student):
        assert_close(student.elu(np.array([0.0, -0.0]), 1.5), np.zeros(2))
        assert_close(student.elu_grad(np.array([0.0, -0.0, 1e-300]), 1.5), np.array([1.5, 1.5, 1.0]))

    @edge
    def test_float32_does_not_overflow_either(self, student):
        with noisy():
            result = student.elu(f32([-100, 0, 100]), 1.5)
            steepness = student.elu_grad(f32([-100, 0, 100]), 1.5)
        assert_close(result, f32([-1.5, 0, 100]), dtype=np.float32)
        assert_close(steepness, f32([0, 1.5, 1]), dtype=np.float32)

    @edge
    def test_integers_and_booleans(self, student):
        assert_close(student.elu(np.array([-1, 0, 2]), 2.0), np.array([2 * (np.exp(-1) - 1), 0.0, 2.0]))
        assert_close(student.elu_grad(np.array([False, True]), 2.0), np.array([2.0, 1.0]))

    @edge
    def test_array_without_axes(self, student):
        values = [student.elu(np.array(-1000.0)), student.elu_grad(np.array(1000.0))]
        assert_close(np.stack(values), np.array([-1.0, 1.0]))

    @robust
    @expects_error
    @pytest.mark.parametrize("name", ["elu", "elu_grad"])
    def test_alpha_that_is_not_positive_raises(self, student, name):
        for alpha in (0.0, -0.5):
            with pytest.raises(ValueError):
                getattr(student, name)(np.ones(2), alpha)

    @robust
    @expects_error
    @pytest.mark.parametrize("name", ["elu", "elu_grad"])
    def test_no_real_numbers_raise(self, student, name):
        for values in NO_REAL_NUMBERS:
            with pytest.raises(TypeError):
                getattr(student, name)(values)


TestEluBattery = universal_battery("elu", with_alpha(1.5), batch=0)
TestEluGradBattery = universal_battery("elu_grad", with_alpha(1.5), exercise="elu", batch=0)


def check_draw(W, shape, variance):
    """Check that W has the shape and dtype, and a mean and variance within four standard errors of N(0, variance)."""
    assert_close(W * 0.0, np.zeros(shape), dtype=np.float64)  # an array, of that shape, and finite
    count = shape[0] * shape[1]
    assert_close(float(W.mean()), 0.0, rtol=0, atol=4 * float(np.sqrt(variance / count)))
    assert_close(float(W.var()), variance, rtol=4 * float(np.sqrt(2 / count)), atol=0)


def check_bell(W, variance):
    """Check which share of W lies within one standard deviation; of a uniform distribution it would be 0.58."""
    share = float(np.mean(np.abs(W) <= np.sqrt(variance)))
    assert_close(share, ONE_SIGMA, rtol=0, atol=4 * float(np.sqrt(ONE_SIGMA * (1 - ONE_SIGMA) / W.size)))


def check_independence(first, second, variance):
    """Check that two draws have nothing to do with each other."""
    check_draw(second, first.shape, variance)
    assert_close(float(np.mean(first * second)), 0.0, rtol=0, atol=4 * variance / float(np.sqrt(first.size)))


@exercise("gaussian_init")
class TestGaussianInit:
    @pytest.mark.parametrize("std", [0.01, 0.5, 2.0])
    def test_spread_is_the_standard_deviation(self, student, rng, std):
        check_draw(student.gaussian_init(150, 120, std, rng), (150, 120), std**2)

    def test_square(self, student, rng):
        check_draw(student.gaussian_init(90, 90, 0.3, rng), (90, 90), 0.09)

    def test_entries_are_normal(self, student, rng):
        W = student.gaussian_init(120, 150, 0.5, rng)
        check_draw(W, (120, 150), 0.25)
        check_bell(W, 0.25)

    @edge
    def test_no_spread_at_all(self, student, rng):
        assert_close(student.gaussian_init(3, 5, 0.0, rng), np.zeros((3, 5)))

    @edge
    def test_rows_and_columns_differ(self, student, rng):
        W = student.gaussian_init(200, 100, 1.0, rng)
        check_draw(W, (200, 100), 1.0)
        # the mean of n independent entries has the variance 1/n
        assert_close(float(W.mean(axis=0).var()), 1 / 200, rtol=4 * float(np.sqrt(2 / 100)), atol=0)
        assert_close(float(W.mean(axis=1).var()), 1 / 100, rtol=4 * float(np.sqrt(2 / 200)), atol=0)

    @edge
    def test_next_layer_is_another(self, student, rng):
        seed = int(rng.integers(1000))
        generator = np.random.default_rng(seed)
        first = student.gaussian_init(60, 100, 1.0, generator)
        second = student.gaussian_init(60, 100, 1.0, generator)
        check_draw(first, (60, 100), 1.0)
        check_independence(first, second, 1.0)

    @edge
    def test_one_input_and_one_output(self, student, rng):
        drawn = np.concatenate([student.gaussian_init(1, 1, 2.0, rng) for _ in range(40)])
        assert_close(drawn * 0.0, np.zeros((40, 1)))
        assert_close(float(np.mean(drawn**2)), 4.0, rtol=0.95, atol=0)

    @robust
    @pytest.mark.parametrize("shape", [(3, 5), (4, 1)])
    def test_the_very_draw_of_the_docstring(self, student, rng, shape):
        seed = int(rng.integers(1000))
        expected = 0.5 * np.random.default_rng(seed).standard_normal(shape)
        assert_close(student.gaussian_init(*shape, 0.5, np.random.default_rng(seed)), expected)

    @robust
    @expects_error
    def test_impossible_sizes_raise(self, student, rng):
        for d_in, d_out in [(0, 5), (5, 0), (-1, 5), (5, -1)]:
            with pytest.raises(ValueError):
                student.gaussian_init(d_in, d_out, 0.1, rng)

    @robust
    @expects_error
    def test_negative_spread_raises(self, student, rng):
        for std in (-0.1, -1e-9):
            with pytest.raises(ValueError):
                student.gaussian_init(3, 5, std, rng)


@exercise("xavier_normal")
class TestXavierNormal:
    @pytest.mark.parametrize("shape", [(150, 120), (250, 30), (30, 250)])
    def test_variance_is_that_of_the_formula(self, student, rng, shape):
        check_draw(student.xavier_normal(*shape, rng), shape, 2 / (shape[0] + shape[1]))

    def test_square(self, student, rng):
        check_draw(student.xavier_normal(90, 90, rng), (90, 90), 1 / 90)

    def test_entries_are_normal(self, student, rng):
        W = student.xavier_normal(100, 140, rng)
        check_draw(W, (100, 140), 1 / 120)
        check_bell(W, 1 / 120)

    @edge
    def test_a_linear_signal_neither_fades_nor_grows(self, student, rng):
        x = rng.normal(size=(60, 80))
        h = x
        for _ in range(6):
            h = h @ student.xavier_normal(80, 80, rng)
        # the logarithm of the size scatters by about sqrt(2 · 6/80); a variance off by 2 makes a factor of 64
        assert_close(float(np.log2(np.mean(h**2) / np.mean(x**2))), 0.0, rtol=0, atol=2.0)

    @edge
    def test_next_layer_is_another(self, student, rng):
        generator = np.random.default_rng(int(rng.integers(1000)))
        first = student.xavier_normal(60, 100, generator)
        second = student.xavier_normal(60, 100, generator)
        check_draw(first, (60, 100), 1 / 80)
        check_independence(first, second, 1 / 80)

    @edge
    def test_one_input_and_one_output(self, student, rng):
        drawn = np.concatenate([student.xavier_normal(1, 1, rng) for _ in range(40)])
        assert_close(drawn * 0.0, np.zeros((40, 1)))
        assert_close(float(np.mean(drawn**2)), 1.0, rtol=0.95, atol=0)

    @robust
    @pytest.mark.parametrize("shape", [(3, 5), (5, 3)])
    def test_the_very_draw_of_the_docstring(self, student, rng, shape):
        seed = int(rng.integers(1000))
        expected = 0.5 * np.random.default_rng(seed).standard_normal(shape)
        assert_close(student.xavier_normal(*shape, np.random.default_rng(seed)), expected)

    @robust
    @expects_error
    def test_impossible_sizes_raise(self, student, rng):
        for d_in, d_out in [(0, 5), (5, 0), (0, 0), (-1, 5), (5, -1), (3, -3)]:
            with pytest.raises(ValueError):
                student.xavier_normal(d_in, d_out, rng)


@exercise("he_normal")
class TestHeNormal:
    @pytest.mark.parametrize("shape", [(150, 120), (250, 30), (30, 250)])
    def test_variance_is_that_of_the_formula(self, student, rng, shape):
        check_draw(student.he_normal(*shape, rng), shape, 2 / shape[0])

    def test_square(self, student, rng):
        check_draw(student.he_normal(90, 90, rng), (90, 90), 1 / 45)

    def test_entries_are_normal(self, student, rng):
        W = student.he_normal(100, 140, rng)
        check_draw(W, (100, 140), 1 / 50)
        check_bell(W, 1 / 50)

    @edge
    def test_a_rectified_signal_neither_fades_nor_grows(self, student, rng):
        x = rng.normal(size=(40, 80))
        h = x
        for _ in range(20):
            h = np.maximum(h @ student.he_normal(80, 80, rng), 0)
        # the logarithm of the size scatters by about sqrt(5 · 20/80); a variance off by 2 makes a factor of 2**20
        assert_close(float(np.log2(np.mean(h**2) / np.mean(x**2))), 0.0, rtol=0, atol=8.0)

    @edge
    def test_next_layer_is_another(self, student, rng):
        generator = np.random.default_rng(int(rng.integers(1000)))
        first = student.he_normal(60, 100, generator)
        second = student.he_normal(60, 100, generator)
        check_draw(first, (60, 100), 1 / 30)
        check_independence(first, second, 1 / 30)

    @edge
    def test_one_input_and_one_output(self, student, rng):
        drawn = np.concatenate([student.he_normal(1, 1, rng) for _ in range(40)])
        assert_close(drawn * 0.0, np.zeros((40, 1)))
        assert_close(float(np.mean(drawn**2)), 2.0, rtol=0.95, atol=0)

    @robust
    @pytest.mark.parametrize("shape", [(8, 5), (8, 3)])
    def test_the_very_draw_of_the_docstring(self, student, rng, shape):
        seed = int(rng.integers(1000))
        expected = 0.5 * np.random.default_rng(seed).standard_normal(shape)
        assert_close(student.he_normal(*shape, np.random.default_rng(seed)), expected)

    @robust
    @expects_error
    def test_impossible_sizes_raise(self, student, rng):
        for d_in, d_out in [(0, 5), (5, 0), (-1, 5), (5, -1)]:
            with pytest.raises(ValueError):
                student.he_normal(d_in, d_out, rng)


def rectify(z):
    return np.maximum(z, 0)


def layers(rng, *sizes):
    """Return x of six samples and the weights between layers of these sizes."""
    return rng.normal(size=(6, sizes[0])), [rng.normal(size=shape) for shape in itertools.pairwise(sizes)]


def statistics(x, weights, activation):
    """Return the means and standard deviations by their definitions, from the list of all entries."""
    means, stds = [], []
    for W in weights:
        x = activation(x @ W)
        entries = x.ravel().tolist()
        mean = sum(entries) / len(entries)
        means.append(mean)
        stds.append((sum((entry - mean) ** 2 for entry in entries) / len(entries)) ** 0.5)
    return np.array(means), np.array(stds)


@exercise("activation_statistics")
class TestActivationStatistics:
    def test_of_widths_that_change(self, student, rng):
        x, weights = layers(rng, 4, 7, 3, 5)
        expected = statistics(x, weights, np.tanh)
        assert_close(student.activation_statistics(x, weights, np.tanh), expected)

    def test_of_layers_that_rectify(self, student, rng):
        x, weights = layers(rng, 3, 8, 4)
        expected = statistics(x, weights, rectify)
        assert_close(student.activation_statistics(x, weights, rectify), expected)

    def test_square(self, student, rng):
        x, weights = layers(rng, 6, 6, 6, 6)
        expected = statistics(x, weights, np.tanh)
        assert_close(student.activation_statistics(x, weights, np.tanh), expected)

    def test_of_a_signal_far_from_zero(self, student, rng):
        x, weights = layers(rng, 5, 4, 4)
        expected = statistics(x, weights, lambda z: z + 100)
        assert_close(student.activation_statistics(x, weights, lambda z: z + 100), expected)

    @edge
    def test_one_layer(self, student, rng):
        x, weights = layers(rng, 4, 3)
        expected = statistics(x, weights, np.tanh)
        assert_close(student.activation_statistics(x, weights, np.tanh), expected)

    @edge
    def test_one_sample_and_one_unit(self, student):
        x, weights = np.array([[2.0]]), [np.array([[3.0]]), np.array([[0.5]])]
        result = student.activation_statistics(x, weights, lambda z: z + 1)
        assert_close(result, (np.array([7.0, 4.5]), np.zeros(2)))

    @edge
    def test_integers(self, student):
        x, weights = np.array([[1, 3]]), [np.array([[1, 0], [0, 1]]), np.array([[-1, 0], [2, 1]])]
        result = student.activation_statistics(x, weights, rectify)
        assert_close(result, (np.array([2.0, 4.0]), np.array([1.0, 1.0])))

    @edge
    def test_activation_is_called_once_per_layer(self, student, rng):
        x, weights = layers(rng, 4, 5, 3, 2)
        shapes = []

        def activation(z):
            shapes.append(z.shape)
            return np.tanh(z)

        expected = statistics(x, weights, np.tanh)
        assert_close(student.activation_statistics(x, weights, activation), expected)
        assert_close(shapes, [(6, 5), (6, 3), (6, 2)])

    @robust
    @expects_error
    def test_sizes_that_do_not_chain_raise(self, student):
        for shapes in [[(5, 4)], [(4, 5), (4, 5)], [(4, 1), (4, 2)], [(4, 5), (5, 3), (2, 3)]]:
            with pytest.raises(ValueError):
                student.activation_statistics(np.ones((6, 4)), [np.ones(shape) for shape in shapes], np.tanh)

    @robust
    @expects_error
    def test_other_axes_than_two_raise(self, student):
        for x, W in [((4,), (4, 3)), ((6, 4), (4,)), ((2, 6, 4), (4, 3)), ((6, 4), (2, 4, 3))]:
            with pytest.raises(ValueError):
                student.activation_statistics(np.ones(x), [np.ones(W)], np.tanh)

    @robust
    @expects_error
    def test_nothing_at_all_raises(self, student):
        for x, weights in [((6, 4), []), ((0, 4), [np.ones((4, 3))]), ((6, 4), [np.ones((4, 0))])]:
            with pytest.raises(ValueError):
                student.activation_statistics(np.ones(x), weights, np.tanh)


TestActivationStatisticsBattery = universal_battery(
    "activation_statistics", lambda rng: (*layers(rng, 4, 5, 3), np.tanh)
)


def columns_positive_in(samples, counts):
    """Return z of one unit for each count, which is positive for that many of the samples, in no order."""
    ranks = np.argsort(np.sin(1 + np.arange(samples)[:, None] * (3 + np.arange(len(counts)))), axis=0)
    return np.where(ranks < np.array(counts), 0.5 + ranks, -1.5 - ranks)


@exercise("dead_relu_fraction")
class TestDeadReluFraction:
    def test_counts_units_that_are_never_positive(self, student):
        z = columns_positive_in(5, [0, 1, 5, 0, 3, 2, 4, 0])
        assert_close(student.dead_relu_fraction(z), 3 / 8)

    def test_one_positive_sample_revives(self, student):
        z = columns_positive_in(7, [1, 1, 0, 1])
        assert_close(student.dead_relu_fraction(z), 1 / 4)

    def test_square(self, student):
        z = columns_positive_in(5, [0, 2, 0, 4, 1])
        assert_close(student.dead_relu_fraction(z), 2 / 5)

    def test_agrees_with_the_largest_output(self, student, rng):
        z = rng.normal(size=(3, 40))
        expected = float(np.mean(np.maximum(z, 0).max(axis=0) == 0))
        assert_close(student.dead_relu_fraction(z), expected)

    @edge
    @pytest.mark.weight(2)
    def test_zero_everywhere_is_dead(self, student):
        z = np.array([[0.0, -1.0, 2.0, -0.0, 0.0], [0.0, 0.0, 0.0, -3.0, 1e-300]])
        assert_close(student.dead_relu_fraction(z), 3 / 5)

    @edge
    def test_one_sample(self, student):
        assert_close(student.dead_relu_fraction(np.array([[-1.0, 2.0, 0.5, -4.0, -0.1]])), 3 / 5)

    @edge
    def test_one_unit(self, student):
        assert_close(student.dead_relu_fraction(np.array([[-1.0], [-2.0]])), 1.0)
        assert_close(student.dead_relu_fraction(np.array([[-1.0], [2.0]])), 0.0)

    @edge
    def test_all_and_none(self, student):
        assert_close(student.dead_relu_fraction(columns_positive_in(4, [0, 0, 0])), 1.0)
        assert_close(student.dead_relu_fraction(columns_positive_in(4, [1, 2, 4])), 0.0)

    @edge
    def test_integers_and_booleans(self, student):
        assert_close(student.dead_relu_fraction(np.array([[-1, 2, 0], [-3, -1, 0]])), 2 / 3)
        assert_close(student.dead_relu_fraction(np.array([[False, True], [False, False]])), 0.5)

    @robust
    @expects_error
    def test_other_axes_than_two_raise(self, student):
        for shape in [(3,), (2, 3, 4), ()]:
            with pytest.raises(ValueError):
                student.dead_relu_fraction(np.ones(shape))

    @robust
    @expects_error
    def test_nothing_at_all_raises(self, student):
        for shape in [(0, 3), (3, 0)]:
            with pytest.raises(ValueError):
                student.dead_relu_fraction(np.ones(shape))


TestDeadReluFractionBattery = universal_battery("dead_relu_fraction", lambda rng: (rng.normal(size=(2, 12)),))


@exercise("experiment_depth")
class TestExperimentDepth:
    # Another draw of the same law: for 100 units the tanh nets then differ by less than a tenth in each of forty
    # draws, ReLU in its first layer by as much. A factor of sqrt(2) in the weights is beyond all of these.
    @pytest.mark.parametrize(
        ("scheme", "tolerance"), [("small", 0.25), ("large", 0.05), ("halved", 0.25), ("xavier", 0.15)]
    )
    def test_ten_layers_of_tanh(self, student, reference, rng, scheme, tolerance):
        x = rng.normal(size=(50, 100))
        expected = reference.stds_through_depth(scheme, x, 10, np.random.default_rng(1))
        found = student.stds_through_depth(scheme, x, 10, rng)
        assert_close(found, expected, rtol=tolerance, atol=0)
        assert_close(found[:1], expected[:1], rtol=0.1, atol=0)

    def test_relu_keeps_the_signal(self, student, reference, rng):
        x = rng.normal(size=(50, 100))
        expected = reference.stds_through_depth("he", x, 6, np.random.default_rng(1))
        found = student.stds_through_depth("he", x, 6, rng)
        assert_close(found, expected, rtol=0.8, atol=0)
        assert_close(found[:1], expected[:1], rtol=0.1, atol=0)

    @edge
    def test_layers_are_drawn_one_after_the_other(self, student, reference, rng):
        x, seed = rng.normal(size=(5, 7)), int(rng.integers(1000))
        for scheme in ("small", "large", "halved", "xavier", "he"):
            expected = reference.stds_through_depth(scheme, x, 3, np.random.default_rng(seed))
            assert_close(student.stds_through_depth(scheme, x, 3, np.random.default_rng(seed)), expected, atol=0)

    @edge
    def test_one_layer(self, student, rng):
        x = rng.normal(size=(60, 120))
        # x @ W is normal with the variance 120 · 0.01² = 0.012, where tanh is nearly the identity
        assert_close(student.stds_through_depth("small", x, 1, rng), np.sqrt([0.012]), rtol=0.1, atol=0)

    @edge
    def test_square(self, student, rng):
        x = np.eye(80)
        assert_close(student.stds_through_depth("small", x, 1, rng), np.array([0.01]), rtol=0.1, atol=0)

    @robust
    @expects_error
    def test_unknown_scheme_raises(self, student, rng):
        for scheme in ("zeros", "", "He"):
            with pytest.raises(ValueError):
                student.stds_through_depth(scheme, np.ones((2, 3)), 2, rng)

    @robust
    @expects_error
    def test_no_layers_and_no_matrix_raise(self, student, rng):
        for shape, depth in [((2, 3), 0), ((3,), 2), ((2, 3, 4), 2), ((0, 3), 2)]:
            with pytest.raises(ValueError):
                student.stds_through_depth("he", np.ones(shape), depth, rng)


TestStdsThroughDepthBattery = universal_battery(
    "stds_through_depth",
    lambda rng: ("xavier", rng.normal(size=(5, 4)), 3, np.random.default_rng(3)),
    exercise="experiment_depth",
    float32=False,  # weights are float64
)


@exercise("experiment_shared_sign")
class TestExperimentSharedSign:
    def test_positive_inputs_always_agree(self, student, rng):
        X, w, upstream = rng.uniform(0.1, 2, size=(20, 3)), rng.normal(size=3), away_from_zero(rng, 20)
        assert_close(student.sign_agreement(X, w, upstream), 1.0)

    @pytest.mark.parametrize("features", [2, 3, 5])
    def test_inputs_of_either_sign_agree_by_chance(self, student, rng, features):
        X = np.array(list(itertools.product([-1.0, 1.0], repeat=features)))  # each pattern of signs once
        X, w, upstream = X * rng.uniform(0.5, 2, size=X.shape), rng.normal(size=features), away_from_zero(rng, len(X))
        assert_close(student.sign_agreement(X, w, upstream), 2.0 ** (1 - features))

    def test_agrees_with_a_loop(self, student, rng):
        X, w, upstream = rng.normal(size=(40, 2)), rng.normal(size=2), rng.normal(size=40)
        agreeing = [len({bool(entry > 0) for entry in row}) == 1 for row in X]
        expected = sum(agreeing) / 40
        assert_close(student.sign_agreement(X, w, upstream), expected)

    def test_square(self, student):
        X = np.array([[1.0, 2.0, 3.0], [-1.0, 2.0, 1.0], [-3.0, 1.0, -0.5]])
        assert_close(student.sign_agreement(X, np.array([0.5, -1.0, 2.0]), np.array([1.0, -2.0, 0.5])), 1 / 3)

    @edge
    def test_zero_has_neither_sign(self, student):
        X = np.array([[1.0, 0.0], [0.0, -2.0], [3.0, 1.0], [-1.0, -1.0], [0.0, 0.0]])
        assert_close(student.sign_agreement(X, np.array([0.3, -0.2]), np.array([1.0, 1.0, -1.0, 2.0, 1.0])), 2 / 5)

    @edge
    def test_no_upstream_gradient_no_sign(self, student):
        X = np.array([[1.0, 2.0], [-1.0, -2.0], [2.0, 1.0], [2.0, 3.0]])
        assert_close(student.sign_agreement(X, np.array([0.3, -0.2]), np.array([0.0, 1.0, -1.0, 0.0])), 0.5)

    @edge
    def test_saturated_unit_passes_nothing_on(self, student):
        X = np.array([[1.0, 2.0], [2000.0, 1.0], [-2000.0, -1.0], [0.5, 1.0]])
        assert_close(student.sign_agreement(X, np.array([1.0, 1.0]), np.array([1.0, -1.0, 1.0, 1.0])), 0.5)

    @edge
    def test_one_weight_and_integers(self, student):
        assert_close(
            student.sign_agreement(np.array([[3], [-2], [0], [1]]), np.array([1]), np.array([1, -1, 1, 2])), 0.75
        )

    @robust
    @expects_error
    def test_shapes_that_disagree_raise(self, student):
        for X, w, upstream in [((4, 3), 4, 4), ((4, 3), 3, 3), ((4, 3), (3, 1), 4), ((4, 3), 3, (4, 1)), (3, 3, 1)]:
            with pytest.raises(ValueError):
                student.sign_agreement(np.ones(X), np.ones(w), np.ones(upstream))


TestSignAgreementBattery = universal_battery(
    "sign_agreement",
    lambda rng: (rng.normal(size=(15, 2)), rng.normal(size=2), away_from_zero(rng, 15)),
    exercise="experiment_shared_sign",
)


def numbers(answer, count):
    """Return an answer's numbers as floats; 1 is as good as 1.0."""
    assert isinstance(answer, tuple), "return the numbers, separated by commas"
    assert all(isinstance(number, int | float) for number in answer), "each is a number"
    assert_close(len(answer), count)
    return tuple(float(number) for number in answer)


@exercise("question_steepest_slopes")
class TestQuestionSteepestSlopes:
    def test_both_at_zero(self, student):
        assert_close(numbers(student.answer_steepest_slopes(), 2), (0.25, 1.0))


@exercise("question_two_variances")
class TestQuestionTwoVariances:
    def test_one_is_half_of_the_other(self, student):
        assert_close(numbers(student.answer_two_variances(), 2), (0.002, 0.001))


@exercise("question_stretched_sigmoid")
class TestQuestionStretchedSigmoid:
    def test_stretched_both_ways_and_moved_down(self, student):
        assert_close(numbers(student.answer_stretched_sigmoid(), 3), (2.0, 2.0, -1.0))
