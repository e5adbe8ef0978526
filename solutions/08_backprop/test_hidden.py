"""The suite that counts: every convention, edge case and error that the docstrings promise.

Expected values come from the reference or, better, from a fact that needs no solution: a closed form, a loop, a
central difference. A cache is the student's own affair: it is handed from their forward pass to their backward pass
and never looked into. Most cases on the network give it parameters, so that they do not depend on how it drew its own.
"""

import math
from itertools import pairwise

import numpy as np
import pytest

from grader.testing import (
    R,
    assert_close,
    assert_gradient,
    assert_no_shared_memory,
    assert_unchanged,
    exercise,
    f32,
    nc,
    universal_battery,
)

edge = pytest.mark.group("edge")
robust = pytest.mark.group("robust")
expects_error = pytest.mark.expects_error


def cubes(x):
    return float(np.sum(x**3))


@exercise("numerical_gradient")
class TestNumericalGradient:
    def test_error_shrinks_like_the_square_of_h(self, student):
        x = np.array([[1.0, 2.0], [-3.0, 0.5], [0.0, 1.5]])
        for h in (0.1, 0.01):
            expected = 3 * x**2 + h**2  # the central difference of t³ is 3t² + h², to the last digit
            assert_close(student.numerical_gradient(cubes, x, h), expected)

    def test_entries_that_depend_on_each_other(self, student, rng):
        A, x = rng.normal(size=(4, 4)), rng.normal(size=4)
        expected = (A + A.T) @ x
        # a quadratic has no truncation error; rounding leaves eps · |f| / h ~ 1e-10
        assert_close(student.numerical_gradient(lambda v: float(v @ A @ v), x), expected, rtol=1e-6, atol=1e-7)

    def test_default_step(self, student):
        # a function that bends so much that the error shows: the central difference of sin kt is k cos kt · sin kh / kh
        x = np.array([0.0, 0.001])
        expected = 1000 * np.cos(1000 * x) * math.sin(0.01) / 0.01
        gradient = student.numerical_gradient(lambda v: float(np.sin(1000 * v).sum()), x)
        assert_close(gradient, expected, rtol=1e-6, atol=1e-7)

    def test_square_matrix(self, student, rng):
        x, weights = rng.normal(size=(3, 3)), rng.normal(size=(3, 3))
        expected = weights.copy()
        assert_close(student.numerical_gradient(lambda v: float(np.sum(v * weights)), x, 0.5), expected)

    @edge
    def test_integers(self, student):
        gradient = student.numerical_gradient(lambda v: float(np.sum(v**2)), np.array([1, 2, -3]))
        assert_close(gradient, np.array([2.0, 4.0, -6.0]), rtol=1e-6, atol=1e-7)

    @edge
    def test_a_single_number(self, student):
        gradient = student.numerical_gradient(lambda v: float(v**2), np.array(3.0))
        assert_close(gradient, np.array(6.0), rtol=1e-6)

    @edge
    def test_no_entries(self, student):
        assert_close(student.numerical_gradient(cubes, np.ones((2, 0)), 0.1), np.ones((2, 0)))
        assert_close(student.numerical_gradient(cubes, np.ones((1, 1)), 0.1), np.array([[3.01]]))

    @edge
    def test_three_axes(self, student, rng):
        x, weights = rng.normal(size=(2, 3, 4)), rng.normal(size=(2, 3, 4))
        expected = weights.copy()
        assert_close(student.numerical_gradient(lambda v: float(np.sum(v * weights)), x, 0.5), expected)

    @edge
    def test_float32_is_not_precise_enough_for_h(self, student):
        gradient = student.numerical_gradient(lambda v: float(np.sum(v**2)), f32([0.5, 3.0]))
        assert_close(gradient, np.array([1.0, 6.0]), rtol=1e-6, dtype=np.float64)

    @edge
    def test_asks_for_values_at_points_that_differ_in_one_entry(self, student, rng):
        x, points = rng.normal(size=(2, 3)), []
        before = x.copy()

        def remember(v):
            points.append(v)
            return float(np.sum(v))

        assert_close(student.numerical_gradient(remember, x, 0.25), np.ones((2, 3)))
        for point in points:
            assert point.shape == before.shape, "f is given arrays of the shape of x"
            assert np.count_nonzero(point != before) <= 1, "one entry at a time is moved"

    @robust
    @expects_error
    @pytest.mark.parametrize("h", [0.0, -1e-5])
    def test_step_that_is_not_positive_raises(self, student, h):
        with pytest.raises(ValueError):
            student.numerical_gradient(cubes, np.ones(1), h)

    @robust
    @expects_error
    def test_complex_numbers_raise(self, student):
        with pytest.raises(TypeError):
            student.numerical_gradient(cubes, np.ones(2, dtype=np.complex128))


TestNumericalGradientBattery = universal_battery(
    "numerical_gradient", lambda rng: (cubes, rng.normal(size=(3, 2)), 0.1), float32=False
)


@exercise("relative_error")
class TestRelativeError:
    def test_largest_of_the_entries(self, student):
        assert_close(student.relative_error(np.array([1.0, 0.0, 2.0, 4.0]), np.array([1.0, 0.0, 3.0, 4.5])), 0.2)

    def test_agrees_with_a_loop(self, student, rng):
        a = rng.normal(size=(3, 4))
        b = a + 1e-3 * rng.normal(size=(3, 4))
        expected = max(
            abs(float(p) - float(q)) / (abs(float(p)) + abs(float(q))) for p, q in zip(a.flat, b.flat, strict=True)
        )
        assert_close(student.relative_error(a, b), expected)

    def test_does_not_matter_which_comes_first(self, student):
        a, b = np.array([3.0, -1.0]), np.array([1.0, -1.0])
        assert_close(student.relative_error(a, b), 0.5)
        assert_close(student.relative_error(b, a), 0.5)

    def test_square(self, student):
        a, b = np.array([[1.0, 2.0], [3.0, 5.0]]), np.array([[1.0, 2.0], [3.0, 3.0]])
        assert_close(student.relative_error(a, b), 0.25)

    @edge
    def test_small_entry_counts_beside_large_ones(self, student):
        assert_close(student.relative_error(np.array([1e6, 1e-3]), np.array([1e6, -1e-3])), 1.0)
        assert_close(student.relative_error(np.array([1e6, 1e-3]), np.array([1e6, 3e-3])), 0.5)

    @edge
    def test_zeros_are_equal(self, student):
        assert_close(student.relative_error(np.zeros(3), np.zeros(3)), 0.0)
        assert_close(student.relative_error(np.array([0.0, 1.0]), np.array([0.0, 3.0])), 0.5)

    @edge
    def test_eps_is_a_floor(self, student):
        a, b = np.array([1e-13, 1.0]), np.array([0.0, 1.0])
        assert_close(student.relative_error(a, b), 0.1)
        assert_close(student.relative_error(np.array([0.25]), np.array([-0.25]), eps=2.0), 0.25)
        assert_close(student.relative_error(np.array([3.0]), np.array([1.0]), eps=2.0), 0.5)

    @edge
    def test_no_entries(self, student):
        assert_close(student.relative_error(np.zeros((0, 3)), np.zeros((0, 3))), 0.0)
        assert_close(student.relative_error(np.ones((1, 3)), 3 * np.ones((1, 3))), 0.5)

    @edge
    def test_integers(self, student):
        assert_close(student.relative_error(np.array([1, -2]), np.array([1, 2])), 1.0)

    @robust
    @expects_error
    def test_shapes_that_disagree_raise(self, student):
        for shape in [(2, 1), (1,), (3,), ()]:
            with pytest.raises(ValueError):
                student.relative_error(np.ones(2), np.ones(shape))

    @robust
    @expects_error
    def test_complex_numbers_raise(self, student):
        for a, b in [(np.complex128, np.float64), (np.float64, np.complex128)]:
            with pytest.raises(TypeError):
                student.relative_error(np.ones(2, dtype=a), np.ones(2, dtype=b))


TestRelativeErrorBattery = universal_battery(
    "relative_error", lambda rng: (rng.normal(size=(4, 3)), rng.normal(size=(4, 3)))
)


@exercise("Scalar")
class TestScalar:
    def test_product_and_sum(self, student):
        x, y = student.Scalar(2.0), student.Scalar(-5.0)
        z = x * y + x
        z.backward()
        assert_close((z.data, x.grad, y.grad, z.grad), (-8.0, -4.0, 2.0, 1.0))

    def test_used_twice(self, student):
        x = student.Scalar(3.0)
        z = x * x + x
        z.backward()
        assert_close((z.data, x.grad), (12.0, 7.0))

    def test_power(self, student):
        x, y, z = student.Scalar(1.5), student.Scalar(-2.0), student.Scalar(4.0)
        result = x**3 + y**-2 + z**0.5
        result.backward()
        assert_close((result.data, x.grad, y.grad, z.grad), (5.625, 6.75, 0.25, 0.25))

    def test_exp_and_tanh(self, student):
        x, y = student.Scalar(0.3), student.Scalar(-0.8)
        z = x.exp() * y.tanh()
        z.backward()
        e, t = math.exp(0.3), math.tanh(-0.8)
        assert_close((z.data, x.grad, y.grad), (e * t, e * t, e * (1 - t * t)))

    def test_relu_open_and_closed(self, student):
        x, y = student.Scalar(0.25), student.Scalar(-0.5)
        z = (x * 2).relu() * 3 + y.relu() * 7 + y
        z.backward()
        assert_close((z.data, x.grad, y.grad), (1.0, 6.0, 1.0))

    def test_all_of_it_at_once(self, student):
        x = student.Scalar(0.3)
        a = x.exp()
        z = a * (a + 1) * a.tanh()
        z.backward()
        e = math.exp(0.3)
        t = math.tanh(e)
        expected = ((2 * e + 1) * t + (e * e + e) * (1 - t * t)) * e
        assert_close((z.data, x.grad), ((e * e + e) * t, expected))

    def test_intermediate_results_have_gradients_too(self, student):
        x = student.Scalar(2.0)
        y = x * 3
        z = y * y
        z.backward()
        assert_close((x.grad, y.grad, z.grad), (36.0, 12.0, 1.0))

    @edge
    def test_numbers_on_the_left(self, student):
        x = student.Scalar(4.0)
        z = (2 - x) + (1 / x) * 8 + 3 * x + (5 + x)
        z.backward()
        assert_close((z.data, x.grad), (21.0, 2.5))

    @edge
    def test_numbers_on_the_right(self, student):
        x, y = student.Scalar(4.0), student.Scalar(-2.0)
        z = (x - 1) / 2 + x / y - y - (-x)
        z.backward()
        assert_close((z.data, x.grad, y.grad), (5.5, 1.0, -2.0))

    @edge
    def test_diamond(self, student):
        x = student.Scalar(1.0)
        b = x * 2 + x
        z = b + b * b
        z.backward()
        assert_close((z.data, x.grad, b.grad), (12.0, 21.0, 7.0))

    @edge
    def test_shared_by_a_short_and_a_long_way(self, student):
        x = student.Scalar(1.1)
        shared = x * x
        long = shared
        for _ in range(6):
            long = long * 2
        for z in (shared + long, long + shared):  # whichever is met first, the short way must wait for the long one
            z.backward()
            assert_close((shared.grad, x.grad), (65.0, 143.0))

    @edge
    def test_backward_twice(self, student):
        x = student.Scalar(2.0)
        y = x * x * x
        y.backward()
        y.backward()
        assert_close((x.grad, y.grad), (12.0, 1.0))

    @edge
    def test_backward_from_another_result(self, student):
        x, y = student.Scalar(2.0), student.Scalar(5.0)
        first, second = x * y, x + y * 3
        first.backward()
        second.backward()
        assert_close((x.grad, y.grad), (1.0, 3.0))

    @edge
    def test_backward_of_a_leaf(self, student):
        x = student.Scalar(3)
        assert_close((x.data, x.grad), (3.0, 0.0))
        x.backward()
        assert_close((x.data, x.grad), (3.0, 1.0))

    @edge
    def test_relu_at_zero(self, student):
        x = student.Scalar(0.0)
        z = x.relu() * 5 + x * 2
        z.backward()
        assert_close((z.data, x.grad), (0.0, 2.0))

    @edge
    def test_what_is_not_an_ancestor_is_left_alone(self, student):
        x, y = student.Scalar(2.0), student.Scalar(3.0)
        y.grad = 7.0
        z = x * x
        z.backward()
        assert_close((x.grad, y.grad), (4.0, 7.0))

    @edge
    @pytest.mark.weight(2)
    def test_chain_longer_than_the_stack(self, student):
        x = student.Scalar(1.0)
        z = student.repeated_product(x, 5000)  # Python's own limit is 1000
        z.backward()
        assert_close((z.data, x.grad), (1.0, 5000.0))

    @robust
    def test_many_ways_through_few_numbers(self, student):
        x = student.Scalar(1.0)
        z = x
        for _ in range(40):  # 2⁴⁰ ways from z to x: each number must be visited once
            z = z + z
        z.backward()
        assert_close((z.data, x.grad), (2.0**40, 2.0**40))

    @robust
    def test_operands_keep_their_values(self, student):
        x, y = student.Scalar(2.0), student.Scalar(3.0)
        z = x * y + y**2 - x / y
        z.backward()
        assert_close((x.data, y.data), (2.0, 3.0))
        assert_close((x.grad, y.grad), (3 - 1 / 3, 8 + 2 / 9))

    @robust
    @expects_error
    def test_scalar_exponent_raises(self, student):
        x, y = student.Scalar(2.0), student.Scalar(3.0)
        with pytest.raises(TypeError):
            x**y


def affine(rng, *shape, d_in=4, d_out=2):
    """Draw x, W, b and an upstream gradient; `shape` are the leading axes."""
    x, W, b = rng.normal(size=(*shape, d_in)), rng.normal(size=(d_in, d_out)), rng.normal(size=d_out)
    return (x, W, b), rng.normal(size=(*shape, d_out))


def forward_and_backward(module, layer, dout):
    out, cache = module.linear_forward(*layer)
    return out, module.linear_backward(dout, cache)


@exercise("linear_layer")
class TestLinearLayer:
    def test_forward(self, student, rng):
        (x, W, b), _ = affine(rng, 3)
        expected = np.array([[sum(x[n, i] * W[i, k] for i in range(4)) + b[k] for k in range(2)] for n in range(3)])
        assert_close(student.linear_forward(x, W, b)[0], expected)

    def test_backward(self, student, reference, rng):
        layer, dout = affine(rng, 3)
        expected = forward_and_backward(reference, layer, dout)
        assert_close(forward_and_backward(student, layer, dout), expected)

    def test_square(self, student, reference, rng):
        layer, dout = affine(rng, 4, d_in=4, d_out=4)
        expected = forward_and_backward(reference, layer, dout)
        assert_close(forward_and_backward(student, layer, dout), expected)

    def test_backward_is_the_slope(self, student, reference, rng):
        (x, W, b), dout = affine(rng, 3, d_in=2, d_out=3)
        given = (x.copy(), W.copy(), b.copy(), dout.copy())
        _, (dx, dW, db) = forward_and_backward(student, (x, W, b), dout)
        x, W, b, dout = given
        assert_gradient(lambda v: np.sum(dout * reference.linear_forward(v, W, b)[0]), x, dx)
        assert_gradient(lambda v: np.sum(dout * reference.linear_forward(x, v, b)[0]), W, dW)
        assert_gradient(lambda v: np.sum(dout * reference.linear_forward(x, W, v)[0]), b, db)

    @edge
    @pytest.mark.parametrize("shape", [(2, 3), (2, 1, 3), ()])
    def test_any_leading_axes(self, student, reference, rng, shape):
        layer, dout = affine(rng, *shape, d_in=4, d_out=5)
        expected = forward_and_backward(reference, layer, dout)
        assert_close(forward_and_backward(student, layer, dout), expected)

    @edge
    def test_one_sample_of_integers(self, student):
        layer = np.array([[1, 2]]), np.array([[1, 0, 2], [3, -1, 0]]), np.array([1, 0, -1])
        expected = (
            np.array([[8.0, -2.0, 1.0]]),
            (
                np.array([[7.0, -7.0]]),
                np.array([[1.0, 10.0, 3.0], [2.0, 20.0, 6.0]]),
                np.array([1.0, 10.0, 3.0]),
            ),
        )
        assert_close(forward_and_backward(student, layer, np.array([[1, 10, 3]])), expected)

    @edge
    def test_two_forward_passes_before_the_backward_passes(self, student, reference, rng):
        (first, dfirst), (second, dsecond) = affine(rng, 3), affine(rng, 5, d_in=2, d_out=3)
        expected = [forward_and_backward(reference, *one)[1] for one in ((first, dfirst), (second, dsecond))]
        caches = [student.linear_forward(*layer)[1] for layer in (first, second)]
        assert_close(student.linear_backward(dfirst, caches[0]), expected[0])
        assert_close(student.linear_backward(dsecond, caches[1]), expected[1])

    @robust
    @pytest.mark.parametrize("layout", [np.asfortranarray, nc, "read_only"])
    def test_takes_any_memory_layout_and_changes_nothing(self, student, reference, rng, layout):
        layer, dout = affine(rng, 3)
        expected = forward_and_backward(reference, layer, dout)
        if layout == "read_only":
            arrays = [array.copy() for array in (*layer, dout)]
            for array in arrays:
                array.setflags(write=False)
        else:
            arrays = [layout(array) for array in (*layer, dout)]
        before = [array.copy() for array in arrays]
        assert_close(forward_and_backward(student, tuple(arrays[:3]), arrays[3]), expected)
        assert_unchanged(before, arrays)

    @robust
    def test_backward_twice_from_one_cache(self, student, reference, rng):
        layer, dout = affine(rng, 3)
        _, expected = forward_and_backward(reference, layer, dout)
        _, cache = student.linear_forward(*layer)
        assert_close(student.linear_backward(dout, cache), expected)
        assert_close(student.linear_backward(2 * dout, cache), tuple(2 * gradient for gradient in expected))

    @robust
    def test_float32_stays_float32(self, student, reference, rng):
        layer, dout = affine(rng, 3)
        out, gradients = forward_and_backward(reference, layer, dout)
        got, (dx, dW, db) = forward_and_backward(student, tuple(f32(array) for array in layer), f32(dout))
        for actual, expected in zip((got, dx, dW, db), (out, *gradients), strict=True):
            assert_close(actual, f32(expected), rtol=1e-3, atol=1e-5)

    @robust
    def test_gradient_of_the_bias_is_a_new_array(self, student, rng):
        (x, W, b), dout = affine(rng)
        expected = dout.copy()
        _, cache = student.linear_forward(x, W, b)
        _, _, db = student.linear_backward(dout, cache)
        assert_close(db, expected)
        assert_no_shared_memory(db, dout, b)

    @robust
    @expects_error
    def test_layers_that_do_not_fit_raise(self, student):
        for x, W, b in [
            ((3, 4), (4, 2), (3,)),
            ((3, 4), (4, 2), (1,)),
            ((3, 4), (4, 2), (1, 2)),
            ((3, 4), (3, 2), (2,)),
            ((3, 4), (4,), (4,)),
            ((0, 4), (4, 2), (2,)),
        ]:
            with pytest.raises(ValueError):
                student.linear_forward(np.ones(x), np.ones(W), np.ones(b))

    @robust
    @expects_error
    def test_upstream_gradient_of_another_shape_raises(self, student):
        _, cache = student.linear_forward(np.ones((2, 3, 4)), np.ones((4, 5)), np.ones(5))
        for shape in [(2, 3, 4), (3, 5), (6, 5), (3, 2, 5), (2, 3, 1), (5,)]:
            with pytest.raises(ValueError):
                student.linear_backward(np.ones(shape), cache)


def stack(rng, *sizes):
    """Draw the layers of a network with these sizes."""
    return [(rng.normal(size=pair), rng.normal(size=pair[1])) for pair in pairwise(sizes)]


def one_after_the_other(layers, x):
    for W, b in layers:
        x = x @ W + b
    return x


@exercise("compose_affine")
class TestComposeAffine:
    @pytest.mark.parametrize("sizes", [(3, 4, 2), (2, 5, 1, 6)])
    def test_does_what_the_layers_do(self, student, rng, sizes):
        layers, x = stack(rng, *sizes), rng.normal(size=(7, sizes[0]))
        expected = one_after_the_other(layers, x)
        W, b = student.compose_affine(layers)
        assert_close(x @ W + b, expected)

    def test_agrees_with_the_reference(self, student, reference, rng):
        layers = stack(rng, 3, 1, 4)
        expected = reference.compose_affine(layers)
        assert_close(student.compose_affine(layers), expected)

    def test_square(self, student, rng):
        (A, a), (B, b), (C, c) = layers = stack(rng, 2, 2, 2, 2)
        expected = A @ B @ C, (a @ B + b) @ C + c
        assert_close(student.compose_affine(layers), expected)

    def test_where_zero_goes(self, student, rng):
        layers = stack(rng, 3, 3, 3)
        expected = one_after_the_other(layers, np.zeros(3))
        assert_close(student.compose_affine(layers)[1], expected)

    @edge
    def test_one_layer(self, student, rng):
        ((W, b),) = layers = stack(rng, 3, 2)
        expected = W.copy(), b.copy()
        assert_close(student.compose_affine(layers), expected)

    @edge
    def test_integers_in_many_layers(self, student):
        layers = [(np.array([[2]]), np.array([1]))] * 5
        assert_close(student.compose_affine(layers), (np.array([[32.0]]), np.array([31.0])))

    @robust
    @expects_error
    def test_no_layers_raise(self, student):
        with pytest.raises(ValueError):
            student.compose_affine([])

    @robust
    @expects_error
    def test_sizes_that_do_not_chain_raise(self, student):
        for first, second in [((3, 4), (3, 2)), ((3, 1), (4, 2)), ((3, 4), (1, 2))]:
            with pytest.raises(ValueError):
                student.compose_affine([(np.ones(W), np.ones(W[1])) for W in (first, second)])

    @robust
    @expects_error
    def test_bias_of_another_shape_raises(self, student):
        for position, shape in [(0, (1,)), (0, (1, 4)), (1, (1,)), (1, (3,)), (1, ())]:
            layers = [(np.ones((3, 4)), np.ones(4)), (np.ones((4, 2)), np.ones(2))]
            layers[position] = layers[position][0], np.ones(shape)
            with pytest.raises(ValueError):
                student.compose_affine(layers)


TestComposeAffineBattery = universal_battery("compose_affine", lambda rng: (stack(rng, 3, 4, 2, 5),))


@exercise("mse_loss")
class TestMseLoss:
    def test_agrees_with_a_loop(self, student, rng):
        pred, target = rng.normal(size=(3, 2)), rng.normal(size=(3, 2))
        loss = sum(float(p - t) ** 2 for p, t in zip(pred.flat, target.flat, strict=True)) / 6
        gradient = np.array([[2 * float(pred[i, j] - target[i, j]) / 6 for j in range(2)] for i in range(3)])
        assert_close(student.mse_loss(pred, target), (loss, gradient))

    def test_gradient_is_the_slope_of_the_loss(self, student, reference, rng):
        pred, target = rng.normal(size=(4, 3)), rng.normal(size=(4, 3))
        before = pred.copy(), target.copy()
        _, gradient = student.mse_loss(pred, target)
        assert_gradient(lambda v: reference.mse_loss(v, before[1])[0], before[0], gradient)

    def test_one_output(self, student):
        gradient = np.array([0.5, -1.0, 0.0, 1.5])
        assert_close(student.mse_loss(np.array([1.0, 0.0, 2.0, 4.0]), np.array([0.0, 2.0, 2.0, 1.0])), (3.5, gradient))

    def test_square(self, student, reference, rng):
        pred, target = rng.normal(size=(3, 3)), rng.normal(size=(3, 3))
        expected = reference.mse_loss(pred, target)
        assert_close(student.mse_loss(pred, target), expected)

    @edge
    def test_perfect_prediction(self, student, rng):
        target = rng.normal(size=(4, 2))
        pred = target.copy()
        assert_close(student.mse_loss(pred, target), (0.0, np.zeros((4, 2))))
        pred = target + 2
        assert_close(student.mse_loss(pred, target), (4.0, np.full((4, 2), 0.5)))

    @edge
    def test_integers(self, student):
        assert_close(student.mse_loss(np.array([1, 2]), np.array([1, 4])), (2.0, np.array([0.0, -2.0])))

    @edge
    def test_three_axes(self, student, reference, rng):
        pred, target = rng.normal(size=(2, 3, 4)), rng.normal(size=(2, 3, 4))
        expected = reference.mse_loss(pred, target)
        assert_close(student.mse_loss(pred, target), expected)

    @robust
    @expects_error
    def test_shapes_that_disagree_raise(self, student):
        for shape in [(3, 1), (1, 3), (1,), ()]:
            with pytest.raises(ValueError):
                student.mse_loss(np.ones(3), np.ones(shape))

    @robust
    @expects_error
    def test_no_entries_raise(self, student):
        with pytest.raises(ValueError):
            student.mse_loss(np.ones((0, 2)), np.ones((0, 2)))

    @robust
    @expects_error
    def test_complex_numbers_raise(self, student):
        for a, b in [(np.complex128, np.float64), (np.float64, np.complex128)]:
            with pytest.raises(TypeError):
                student.mse_loss(np.ones(2, dtype=a), np.ones(2, dtype=b))


TestMseLossBattery = universal_battery("mse_loss", lambda rng: (rng.normal(size=(4, 3)), rng.normal(size=(4, 3))))


def probabilities(rng, *shape):
    e = np.exp(rng.normal(size=shape))
    return e / e.sum(axis=-1, keepdims=True)


@exercise("softmax_backward")
class TestSoftmaxBackward:
    def test_is_the_jacobian_times_the_upstream_gradient(self, student, rng):
        s, ds = probabilities(rng, 3, 4), rng.normal(size=(3, 4))
        expected = np.stack([(np.diag(p) - np.outer(p, p)) @ d for p, d in zip(s, ds, strict=True)])
        assert_close(student.softmax_backward(ds, s), expected)

    def test_is_the_slope_of_softmax(self, student, reference, rng):
        z, ds = rng.normal(size=(2, 5)), rng.normal(size=(2, 5))
        before, s = ds.copy(), reference.softmax(z)
        dz = student.softmax_backward(ds, s)
        assert_gradient(lambda v: np.sum(before * reference.softmax(v)), z, dz)

    def test_square(self, student, reference, rng):
        s, ds = probabilities(rng, 4, 4), rng.normal(size=(4, 4))
        expected = reference.softmax_backward(ds, s)
        assert_close(student.softmax_backward(ds, s), expected)

    def test_one_row_without_a_batch(self, student):
        # the mean of ds under s is 1 + 1 = 2
        dz = student.softmax_backward(np.array([4.0, 2.0, 1.0]), np.array([0.25, 0.25, 0.5]))
        assert_close(dz, np.array([0.5, 0.0, -0.5]))

    @edge
    def test_three_axes(self, student, reference, rng):
        s, ds = probabilities(rng, 3, 3, 3), rng.normal(size=(3, 3, 3))
        expected = reference.softmax_backward(ds, s)
        assert_close(student.softmax_backward(ds, s), expected)

    @edge
    def test_a_constant_added_upstream_changes_nothing(self, student, reference, rng):
        s, ds = probabilities(rng, 2, 5), rng.normal(size=(2, 5))
        expected = reference.softmax_backward(ds, s)
        assert_close(student.softmax_backward(ds + 3, s), expected)

    @edge
    def test_certain_rows_do_not_move(self, student):
        s, ds = np.array([[0.0, 1.0, 0.0], [0.5, 0.5, 0.0]]), np.array([[5.0, -7.0, 2.0], [4.0, 0.0, 9.0]])
        assert_close(student.softmax_backward(ds, s), np.array([[0.0, 0.0, 0.0], [1.0, -1.0, 0.0]]))

    @edge
    def test_one_class(self, student):
        assert_close(student.softmax_backward(np.array([[3.0], [-2.0]]), np.ones((2, 1))), np.zeros((2, 1)))

    @edge
    def test_integers_upstream(self, student):
        assert_close(student.softmax_backward(np.array([4, 0]), np.array([0.5, 0.5])), np.array([1.0, -1.0]))

    @robust
    @expects_error
    def test_shapes_that_disagree_raise(self, student):
        for shape in [(5,), (2, 1), (1, 5), (5, 2)]:
            with pytest.raises(ValueError):
                student.softmax_backward(np.ones((2, 5)), np.ones(shape))
            with pytest.raises(ValueError):
                student.softmax_backward(np.ones(shape), np.ones((2, 5)))

    @robust
    @expects_error
    def test_complex_numbers_raise(self, student):
        for a, b in [(np.complex128, np.float64), (np.float64, np.complex128)]:
            with pytest.raises(TypeError):
                student.softmax_backward(np.ones(2, dtype=a), np.ones(2, dtype=b))


TestSoftmaxBackwardBattery = universal_battery(
    "softmax_backward", lambda rng: (rng.normal(size=(3, 4)), probabilities(rng, 3, 4)), batch=(0, 1)
)


@exercise("softmax_cross_entropy")
class TestSoftmaxCrossEntropy:
    def test_agrees_with_a_loop(self, student, rng):
        logits, labels = rng.normal(size=(3, 4)), np.array([0, 2, 1])
        p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
        loss = -sum(math.log(p[n, labels[n]]) for n in range(3)) / 3
        gradient = np.array([[(p[n, k] - (k == labels[n])) / 3 for k in range(4)] for n in range(3)])
        assert_close(student.softmax_cross_entropy(logits, labels), (loss, gradient))

    def test_gradient_is_the_slope_of_the_loss(self, student, reference, rng):
        logits, labels = rng.normal(size=(5, 3)), np.array([2, 0, 1, 1, 2])
        before = logits.copy()
        _, gradient = student.softmax_cross_entropy(logits, labels)
        assert_gradient(lambda v: reference.softmax_cross_entropy(v, labels)[0], before, gradient)

    def test_square(self, student, reference, rng):
        logits, labels = rng.normal(size=(4, 4)), np.array([0, 2, 1, 1])
        expected = reference.softmax_cross_entropy(logits, labels)
        assert_close(student.softmax_cross_entropy(logits, labels), expected)

    def test_indifference_costs_the_logarithm_of_the_number_of_classes(self, student):
        gradient = np.array([[0.125, -0.375, 0.125, 0.125], [0.125, 0.125, 0.125, -0.375]])
        found = student.softmax_cross_entropy(np.full((2, 4), 3.0), np.array([1, 3]))
        assert_close(found, (math.log(4), gradient))

    @edge
    @pytest.mark.weight(2)
    def test_certain_and_wrong(self, student):
        gradient = np.array([[-0.5, 0.5], [0.0, 0.0]])
        found = student.softmax_cross_entropy(np.array([[0.0, 1000.0], [1000.0, 0.0]]), np.array([0, 0]))
        assert_close(found, (500.0, gradient))

    @edge
    def test_large_negative_logits(self, student):
        found = student.softmax_cross_entropy(np.array([[-1000.0, -1000.0], [-2000.0, -1000.0]]), np.array([0, 1]))
        assert_close(found, (math.log(2) / 2, np.array([[-0.25, 0.25], [0.0, 0.0]])))

    @edge
    def test_one_sample(self, student, reference, rng):
        logits, labels = rng.normal(size=(1, 3)), np.array([2])
        expected = reference.softmax_cross_entropy(logits, labels)
        assert_close(student.softmax_cross_entropy(logits, labels), expected)

    @edge
    def test_one_class(self, student):
        assert_close(
            student.softmax_cross_entropy(np.array([[3.0], [-8.0]]), np.array([0, 0])), (0.0, np.zeros((2, 1)))
        )

    @edge
    def test_integers_and_small_labels(self, student, reference):
        logits, labels = np.array([[1, 2, 0], [0, 0, 3]]), np.array([1, 0], dtype=np.uint8)
        expected = reference.softmax_cross_entropy(logits, labels)
        assert_close(student.softmax_cross_entropy(logits, labels), expected)

    @robust
    @expects_error
    @pytest.mark.parametrize("labels", [[0, -1], [0, 3], [[0], [1]], [0], [0.0, 1.0], [True, False]])
    def test_labels_that_are_none_raise(self, student, labels):
        with pytest.raises(ValueError):
            student.softmax_cross_entropy(np.zeros((2, 3)), np.array(labels))

    @robust
    @expects_error
    def test_logits_of_another_shape_raise(self, student):
        for shape, n in [((3,), 3), ((2, 3, 4), 2), ((0, 3), 0)]:
            with pytest.raises(ValueError):
                student.softmax_cross_entropy(np.zeros(shape), np.zeros(n, dtype=np.int64))


TestSoftmaxCrossEntropyBattery = universal_battery(
    "softmax_cross_entropy", lambda rng: (rng.normal(size=(4, 3)), rng.integers(0, 3, size=4))
)


def parameters(rng, *sizes):
    """Draw weights, and biases that are not zero, under the names that a network gives them."""
    return {
        f"{name}{i}": value
        for i, layer in enumerate(stack(rng, *sizes))
        for name, value in zip("Wb", layer, strict=True)
    }


def network(module, params, *sizes):
    """Make a network with copies of these parameters."""
    model = module.MLP(list(sizes), R(0))
    model.params = {name: value.copy() for name, value in params.items()}
    return model


def batch(rng, n, *sizes):
    return rng.normal(size=(n, sizes[0])), rng.integers(0, sizes[-1], size=n)


@exercise("MLP")
class TestMLP:
    def test_forward_in_a_loop(self, student, rng):
        params, (x, _) = parameters(rng, 3, 5, 2), batch(rng, 4, 3, 5, 2)
        hidden = np.maximum(x @ params["W0"] + params["b0"], 0)
        expected = hidden @ params["W1"] + params["b1"]
        assert_close(network(student, params, 3, 5, 2).forward(x), expected)

    def test_loss_and_gradients(self, student, reference, rng):
        params, (x, labels) = parameters(rng, 3, 5, 2), batch(rng, 6, 3, 5, 2)
        expected = network(reference, params, 3, 5, 2).loss_and_grads(x, labels)
        assert_close(network(student, params, 3, 5, 2).loss_and_grads(x, labels), expected)

    def test_three_hidden_layers(self, student, reference, rng):
        sizes = 2, 4, 3, 5, 3
        params, (x, labels) = parameters(rng, *sizes), batch(rng, 6, *sizes)
        ours, theirs = network(reference, params, *sizes), network(student, params, *sizes)
        expected = ours.forward(x), ours.loss_and_grads(x, labels)
        assert_close((theirs.forward(x), theirs.loss_and_grads(x, labels)), expected)

    def test_square_layers(self, student, reference, rng):
        sizes = 4, 4, 4, 4
        params, (x, labels) = parameters(rng, *sizes), batch(rng, 4, *sizes)
        expected = network(reference, params, *sizes).loss_and_grads(x, labels)
        assert_close(network(student, params, *sizes).loss_and_grads(x, labels), expected)

    def test_gradients_are_the_slopes_of_the_loss(self, student, reference, rng):
        sizes = 2, 3, 2
        params, (x, labels) = parameters(rng, *sizes), batch(rng, 5, *sizes)
        before = x.copy()
        _, grads = network(student, params, *sizes).loss_and_grads(x, labels)
        for name, value in params.items():
            assert_gradient(
                lambda v, name=name: network(reference, params | {name: v}, *sizes).loss_and_grads(before, labels)[0],
                value,
                grads[name],
            )

    def test_initial_parameters(self, student, reference):
        expected = reference.MLP([3, 5, 2], R(0)).params
        assert_close(student.MLP([3, 5, 2], R(0)).params, expected)

    def test_he_initialisation(self, student):
        params = student.MLP([300, 150, 20], R(1)).params
        assert_close(sorted(params), ["W0", "W1", "b0", "b1"])
        # the standard deviation of n draws is off by its 1 / √(2n), here 0.3 % and 1.3 %
        for name, shape in (("W0", (300, 150)), ("W1", (150, 20))):
            assert_close(np.std(params[name]), np.float64(math.sqrt(2 / shape[0])), rtol=0.06)
            assert_close(params[name].mean(), np.float64(0), atol=0.01)
            assert_close(params[name].shape, shape)
        assert_close((params["b0"], params["b1"]), (np.zeros(150), np.zeros(20)))

    @edge
    def test_no_hidden_layer(self, student, reference, rng):
        params, (x, labels) = parameters(rng, 4, 3), batch(rng, 5, 4, 3)
        model = network(student, params, 4, 3)
        expected = x @ params["W0"] + params["b0"], network(reference, params, 4, 3).loss_and_grads(x, labels)
        assert_close((model.forward(x), model.loss_and_grads(x, labels)), expected)

    @edge
    def test_one_sample(self, student, reference, rng):
        params, (x, labels) = parameters(rng, 3, 4, 2), batch(rng, 1, 3, 4, 2)
        expected = network(reference, params, 3, 4, 2).loss_and_grads(x, labels)
        assert_close(network(student, params, 3, 4, 2).loss_and_grads(x, labels), expected)

    @edge
    def test_layers_of_one_unit(self, student):
        model = student.MLP([1, 1, 2], R(3))
        model.params = {"W0": np.array([[2.0]]), "b0": np.ones(1), "W1": np.array([[1.0, -1.0]]), "b1": np.zeros(2)}
        assert_close(model.forward(np.array([[1.0], [-2.0]])), np.array([[3.0, -3.0], [0.0, 0.0]]))

    @edge
    def test_relu_has_no_slope_at_zero(self, student, reference, rng):
        params, (x, labels) = parameters(rng, 3, 4, 2), batch(rng, 5, 3, 4, 2)
        params |= {"W0": np.zeros((3, 4)), "b0": np.array([0.0, 1.0, 0.0, -1.0])}
        expected = network(reference, params, 3, 4, 2).loss_and_grads(x, labels)
        assert_close(network(student, params, 3, 4, 2).loss_and_grads(x, labels), expected)

    @edge
    def test_forward_between_two_losses(self, student, reference, rng):
        params, (x, labels), (other, _) = parameters(rng, 3, 4, 2), batch(rng, 5, 3, 4, 2), batch(rng, 2, 3, 4, 2)
        ours, theirs = network(reference, params, 3, 4, 2), network(student, params, 3, 4, 2)
        loss, logits = ours.loss_and_grads(x, labels), ours.forward(other)
        assert_close(theirs.loss_and_grads(x, labels), loss)
        assert_close(theirs.forward(other), logits)
        assert_close(theirs.loss_and_grads(x, labels), loss)

    @edge
    def test_two_networks_are_two(self, student, reference, rng):
        first, second, (x, _) = parameters(rng, 3, 4, 2), parameters(rng, 3, 4, 2), batch(rng, 5, 3, 4, 2)
        expected = [network(reference, params, 3, 4, 2).forward(x) for params in (first, second)]
        models = [network(student, params, 3, 4, 2) for params in (first, second)]
        assert_close([model.forward(x) for model in models], expected)

    @edge
    def test_integers(self, student, reference, rng):
        params, (x, labels) = parameters(rng, 3, 4, 2), (np.array([[1, -2, 0], [3, 1, -1]]), np.array([1, 0]))
        expected = network(reference, params, 3, 4, 2).loss_and_grads(x, labels)
        assert_close(network(student, params, 3, 4, 2).loss_and_grads(x, labels), expected)

    @robust
    def test_nothing_is_changed(self, student, reference, rng):
        params, (x, labels) = parameters(rng, 3, 4, 2), batch(rng, 5, 3, 4, 2)
        expected = network(reference, params, 3, 4, 2).loss_and_grads(x, labels)
        model, before = network(student, params, 3, 4, 2), (x.copy(), labels.copy())
        assert_close(model.loss_and_grads(x, labels), expected)
        assert_close(model.params, params)
        assert_unchanged(before, (x, labels))

    @robust
    @pytest.mark.parametrize("layout", [np.asfortranarray, nc])
    def test_takes_any_memory_layout(self, student, reference, rng, layout):
        params, (x, labels) = parameters(rng, 3, 4, 2), batch(rng, 5, 3, 4, 2)
        expected = network(reference, params, 3, 4, 2).loss_and_grads(x, labels)
        assert_close(network(student, params, 3, 4, 2).loss_and_grads(layout(x), layout(labels)), expected)

    @robust
    def test_large_logits(self, student, reference, rng):
        params, (x, labels) = parameters(rng, 3, 4, 2), batch(rng, 5, 3, 4, 2)
        expected = network(reference, params, 3, 4, 2).loss_and_grads(1e4 * x, labels)
        with np.errstate(over="raise", invalid="raise", divide="raise"):
            found = network(student, params, 3, 4, 2).loss_and_grads(1e4 * x, labels)
        assert_close(found, expected)

    @robust
    def test_only_the_given_generator_is_used(self, student, reference):
        rng, ours = R(5), R(5)
        reference.MLP([2, 3, 2], ours)
        expected = ours.standard_normal(3)
        student.MLP([2, 3, 2], rng)
        assert_close(rng.standard_normal(3), expected)

    @robust
    @expects_error
    @pytest.mark.parametrize("sizes", [[3], [], [3, 0, 2], [0, 2], [3, -1]])
    def test_sizes_that_make_no_network_raise(self, student, sizes):
        with pytest.raises(ValueError):
            student.MLP(sizes, R(0))

    @robust
    @expects_error
    def test_samples_of_another_width_raise(self, student):
        model = student.MLP([3, 4, 2], R(0))
        with pytest.raises(ValueError):
            model.forward(np.ones((5, 4)))
        with pytest.raises(ValueError):
            model.loss_and_grads(np.ones((5, 4)), np.zeros(5, dtype=np.int64))


@exercise("experiment_two_moons")
class TestExperimentTwoMoons:
    def test_training_step_by_step(self, student, reference, rng):
        params, (x, labels) = parameters(rng, 2, 3, 2), batch(rng, 6, 2, 3, 2)
        ours, theirs = network(reference, params, 2, 3, 2), network(student, params, 2, 3, 2)
        losses = reference.train(ours, x, labels, 0.1, 3)
        assert_close(student.train(theirs, x, labels, 0.1, 3), losses)
        assert_close(theirs.params, ours.params)

    def test_the_moons_come_apart(self, student, reference):
        x, labels = reference.two_moons(24, 0.05, R(0))
        ours = reference.MLP([2, 6, 2], R(3))
        theirs = network(student, ours.params, 2, 6, 2)
        losses = reference.train(ours, x, labels, 2.0, 60)
        assert reference.accuracy(ours, x, labels) > 0.97, "the reference must separate the moons"
        # sixty steps, each of which sums in another order
        assert_close(student.train(theirs, x, labels, 2.0, 60), losses, rtol=1e-6)
        assert student.accuracy(theirs, x, labels) > 0.97, "with ReLU the moons are separated"

    def test_accuracy(self, student, rng):
        params, x = parameters(rng, 2, 4, 3), rng.normal(size=(20, 2))
        hidden = np.maximum(x @ params["W0"] + params["b0"], 0)
        best = np.argmax(hidden @ params["W1"] + params["b1"], axis=1)
        labels = np.where(np.arange(20) < 13, best, (best + 1) % 3)
        assert_close(student.accuracy(network(student, params, 2, 4, 3), x, labels), 0.65)
        copier = network(student, {"W0": np.eye(3), "b0": np.zeros(3)}, 3, 3)
        assert_close(student.accuracy(copier, np.eye(3)[[0, 1, 2, 0, 1, 2]], np.array([0, 0, 1, 1, 2, 2])), 1 / 3)

    def test_without_relu(self, student, rng):
        params, x = parameters(rng, 2, 4, 5, 3), rng.normal(size=(6, 2))
        expected = one_after_the_other([(params[f"W{i}"], params[f"b{i}"]) for i in range(3)], x)
        W, b = student.without_relu(network(student, params, 2, 4, 5, 3))
        assert_close(x @ W + b, expected)

    @edge
    def test_no_steps(self, student, reference, rng):
        params, (x, labels) = parameters(rng, 2, 3, 2), batch(rng, 6, 2, 3, 2)
        loss, _ = network(reference, params, 2, 3, 2).loss_and_grads(x, labels)
        model = network(student, params, 2, 3, 2)
        assert_close(student.train(model, x, labels, 0.1, 0), np.array([loss]))
        assert_close(model.params, params)

    @edge
    def test_without_relu_and_without_hidden_layer(self, student, rng):
        params = parameters(rng, 2, 3)
        expected = params["W0"].copy(), params["b0"].copy()
        assert_close(student.without_relu(network(student, params, 2, 3)), expected)


def table(t):
    """Return a function's values at five points: a forward difference is right with h = 1/2, a central one with 1/4."""
    return {0.5: 0.3, 0.75: -0.1, 0.875: 0.0, 1.0: 0.0, 1.125: 0.2, 1.25: 0.4, 1.5: 0.5}[float(t)]


def exponential(t):
    return math.exp(t)


@exercise("experiment_step_size")
class TestExperimentStepSize:
    @pytest.mark.parametrize(("x", "h"), [(2.0, 0.1), (-1.0, 0.25), (0.5, 0.01)])
    def test_errors_of_a_cube(self, student, x, h):
        expected = abs(3 * x * h + h * h) / (3 * x * x), h * h / (3 * x * x)
        assert_close(student.difference_errors(lambda t: t**3, x, 3 * x * x, h), expected)

    def test_errors_where_the_function_falls(self, student):
        expected = 1 - math.log(1.2) / 0.2, (math.log(1.2) - math.log(0.8)) / 0.4 - 1
        assert_close(student.difference_errors(lambda t: -math.log(t), 1.0, -1.0, 0.2), expected)

    @pytest.mark.parametrize(("order", "constant"), [(1.0, 0.5), (2.0, 30.0), (-1.0, 1e-16)])
    def test_order_of_a_power(self, student, order, constant):
        steps = 10.0 ** -np.arange(1, 5)
        errors = constant * steps**order
        assert_close(student.order_of_error(steps, errors), order)

    def test_order_of_points_beside_the_line(self, student):
        steps, errors = np.exp([0.0, 1.0, 2.0, 3.0]), np.exp([1.0, 1.0, 3.0, 5.0])
        assert_close(student.order_of_error(steps, errors), 1.4)

    def test_best_steps(self, student):
        assert_close(student.best_steps(table, 1.0, 1.0, np.array([0.125, 0.5, 0.25])), (0.5, 0.25))

    @edge
    def test_orders_and_best_steps_of_the_exponential(self, student):
        steps = 10.0 ** -np.arange(1, 13)
        errors = np.array([student.difference_errors(exponential, 1.0, math.e, float(h)) for h in steps[:4]])
        assert_close(student.order_of_error(steps[:4], errors[:, 0]), 1.0, rtol=0, atol=0.1)
        assert_close(student.order_of_error(steps[:4], errors[:, 1]), 2.0, rtol=0, atol=0.1)
        forward, central = student.best_steps(exponential, 1.0, math.e, steps)
        # beyond the best step the errors are rounding noise, so only their decades are facts
        assert_close(math.log10(forward), -8.0, rtol=0, atol=1.1)
        assert_close(math.log10(central), -6.0, rtol=0, atol=1.1)

    @edge
    def test_best_of_steps_in_single_precision(self, student):
        # the steps come in float32, in which 1 + 1e-7 would be rounded; the differences are taken in double precision
        steps = np.array([1e-2, 1e-5, 1e-7], dtype=np.float32)
        assert_close(student.best_steps(exponential, 1.0, math.e, steps), (float(steps[2]), float(steps[1])))


@exercise("question_logit_gradient")
class TestQuestionLogitGradient:
    def test_three_entries(self, student):
        e = math.e
        total = e * e + e + 1
        expected = e * e / total - 1, e / total, 1 / total
        # five decimals were asked for
        assert_close(student.answer_logit_gradient(), expected, rtol=0, atol=1e-5)


@exercise("question_shapes")
class TestQuestionShapes:
    def test_shape_and_number_of_terms(self, student):
        assert_close(student.answer_shapes(), ((100, 10), 32))
