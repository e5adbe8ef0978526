"""The suite to work with: does an exercise basically work? The numbers are those of the handout.

The suite that counts tests more: other shapes, edge cases, and every error that a docstring promises.
"""

import math

import numpy as np
import pytest

from grader.testing import R, assert_close, assert_unchanged, exercise

# A layer from two numbers to three, with two samples.
X, W, B = np.array([[1.0, 2.0], [0.0, 1.0]]), np.array([[1.0, 0.0, 2.0], [3.0, -1.0, 0.0]]), np.array([1.0, 0.0, -1.0])
DOUT = np.array([[1.0, 0.0, -1.0], [2.0, 1.0, 0.0]])

# The network of section 9, with one sample.
PARAMS = {
    "W0": np.array([[1.0, -1.0], [1.0, 0.0]]),
    "b0": np.array([-1.0, 0.0]),
    "W1": np.array([[1.0, 0.0], [5.0, 7.0]]),
    "b1": np.array([-2.0, 0.0]),
}


@exercise("numerical_gradient")
class TestNumericalGradient:
    def test_cube(self, student):
        assert_close(student.numerical_gradient(lambda x: float(np.sum(x**3)), np.ones(2), 0.1), np.full(2, 3.01))

    def test_two_variables(self, student):
        gradient = student.numerical_gradient(lambda x: float(x[0] * x[1] ** 2), np.array([2.0, 3.0]))
        # right to about nine digits
        assert_close(gradient, np.array([9.0, 12.0]), rtol=1e-6)

    def test_matrix_stays_as_it_was(self, student):
        x = np.array([[1.0, 2.0, 3.0]])
        assert_close(student.numerical_gradient(lambda v: float(v.sum()), x), np.ones((1, 3)), rtol=1e-6)
        assert_unchanged(np.array([[1.0, 2.0, 3.0]]), x)


@exercise("relative_error")
class TestRelativeError:
    def test_largest_of_the_entries(self, student):
        assert_close(student.relative_error(np.array([1.0, 0.0, 2.0]), np.array([1.0, 0.0, 6.0])), 0.5)

    @pytest.mark.expects_error
    def test_shapes_that_disagree_raise(self, student):
        with pytest.raises(ValueError):
            student.relative_error(np.ones(2), np.ones((2, 1)))


@exercise("Scalar")
class TestScalar:
    def test_used_twice(self, student):
        x, y = student.Scalar(2.0), student.Scalar(-5.0)
        z = x * y + x
        z.backward()
        assert_close((z.data, x.grad, y.grad), (-8.0, -4.0, 2.0))

    def test_functions(self, student):
        x = student.Scalar(0.5)
        z = x.exp() + x.tanh() + (x**2).relu()
        z.backward()
        assert_close(x.grad, math.exp(0.5) + 1 - math.tanh(0.5) ** 2 + 1)

    def test_long_chain(self, student):
        x = student.Scalar(1.0)
        z = student.repeated_product(x, 2000)
        z.backward()
        assert_close((z.data, x.grad), (1.0, 2000.0))

    def test_numbers_on_either_side(self, student):
        x = student.Scalar(4.0)
        z = (2 - x) / 2 + 8 / x
        z.backward()
        assert_close((z.data, x.grad), (1.0, -1.0))


@exercise("linear_layer")
class TestLinearLayer:
    def test_forward(self, student):
        out, _ = student.linear_forward(X, W, B)
        assert_close(out, np.array([[8.0, -2.0, 1.0], [4.0, -1.0, -1.0]]))

    def test_backward(self, student):
        _, cache = student.linear_forward(X, W, B)
        dW = np.array([[1.0, 0.0, -1.0], [4.0, 1.0, -2.0]])
        expected = np.array([[-1.0, 3.0], [2.0, 5.0]]), dW, np.array([3.0, 1.0, -1.0])
        assert_close(student.linear_backward(DOUT, cache), expected)

    @pytest.mark.expects_error
    def test_bias_of_another_size_raises(self, student):
        with pytest.raises(ValueError):
            student.linear_forward(X, W, np.ones(1))


@exercise("compose_affine")
class TestComposeAffine:
    def test_two_layers(self, student):
        layers = [(np.array([[2.0]]), np.array([1.0])), (np.array([[3.0, 0.0]]), np.array([0.0, 5.0]))]
        assert_close(student.compose_affine(layers), (np.array([[6.0, 0.0]]), np.array([3.0, 5.0])))


@exercise("mse_loss")
class TestMseLoss:
    def test_two_samples(self, student):
        found = student.mse_loss(np.array([1.0, 2.0]), np.array([1.0, 4.0]))
        assert_close(found, (2.0, np.array([0.0, -2.0])))

    @pytest.mark.expects_error
    def test_column_of_targets_raises(self, student):
        with pytest.raises(ValueError):
            student.mse_loss(np.ones(3), np.ones((3, 1)))


@exercise("softmax_backward")
class TestSoftmaxBackward:
    def test_one_row(self, student):
        dz = student.softmax_backward(np.array([[2.0, 0.0, 4.0]]), np.array([[0.5, 0.25, 0.25]]))
        assert_close(dz, np.array([[0.0, -0.5, 0.5]]))


@exercise("softmax_cross_entropy")
class TestSoftmaxCrossEntropy:
    def test_two_samples(self, student):
        found = student.softmax_cross_entropy(np.zeros((2, 2)), np.array([1, 0]))
        assert_close(found, (math.log(2), np.array([[0.25, -0.25], [-0.25, 0.25]])))

    def test_certain_and_wrong(self, student):
        loss, _ = student.softmax_cross_entropy(np.array([[0.0, 800.0]]), np.array([0]))
        assert_close(loss, 800.0)

    @pytest.mark.expects_error
    def test_label_out_of_range_raises(self, student):
        with pytest.raises(ValueError):
            student.softmax_cross_entropy(np.zeros((1, 2)), np.array([2]))


@exercise("MLP")
class TestMLP:
    def test_shapes_and_biases(self, student):
        params = student.MLP([3, 5, 2], R(0)).params
        assert [params["W0"].shape, params["W1"].shape] == [(3, 5), (5, 2)], (
            "W_i has the shape (sizes[i], sizes[i + 1])"
        )
        assert_close((params["b0"], params["b1"]), (np.zeros(5), np.zeros(2)))

    def test_network_of_the_handout(self, student):
        model = student.MLP([2, 2, 2], R(0))
        model.params = dict(PARAMS)
        assert_close(model.forward(X[:1]), np.zeros((1, 2)))
        grads = {
            "W0": np.array([[0.5, 0.0], [1.0, 0.0]]),
            "b0": np.array([0.5, 0.0]),
            "W1": np.array([[1.0, -1.0], [0.0, 0.0]]),
            "b1": np.array([0.5, -0.5]),
        }
        assert_close(model.loss_and_grads(X[:1], np.array([1])), (math.log(2), grads))


@exercise("experiment_two_moons")
class TestExperimentTwoMoons:
    def test_training_lowers_the_loss(self, student):
        model = student.MLP([2, 16, 2], R(0))
        losses = student.train(model, *student.two_moons(40, 0.1, R(1)), 0.5, 20)
        assert losses.shape == (21,), "one loss for each step, and the one before the first"
        assert losses[-1] < losses[0], "the loss falls"

    def test_accuracy(self, student):
        model = student.MLP([2, 2], R(0))
        model.params = {"W0": np.eye(2), "b0": np.zeros(2)}
        samples, labels = np.array([[2.0, 1.0], [0.0, 1.0], [5.0, 4.0], [1.0, 3.0]]), np.array([0, 0, 0, 1])
        assert_close(student.accuracy(model, samples, labels), 0.75)

    def test_without_relu(self, student):
        model = student.MLP([2, 2, 2], R(0))
        model.params = dict(PARAMS)
        expected = np.array([[-4.0, -7.0], [1.0, 0.0]]), np.array([-3.0, 0.0])
        assert_close(student.without_relu(model), expected)


@exercise("experiment_step_size")
class TestExperimentStepSize:
    def test_errors_of_a_cube(self, student):
        assert_close(student.difference_errors(lambda t: t**3, 1.0, 3.0, 0.1), (0.31 / 3, 0.01 / 3))

    def test_order(self, student):
        steps = np.array([0.1, 0.01, 0.001])
        assert_close(student.order_of_error(steps, 5 * steps**3), 3.0)

    def test_best_steps(self, student):
        # at 1/2 the truncation is larger, at 1e-13 the rounding
        assert_close(student.best_steps(lambda t: t**3, 1.0, 3.0, np.array([0.5, 1e-6, 1e-13])), (1e-6, 1e-6))


@exercise("question_logit_gradient")
class TestQuestionLogitGradient:
    def test_answer_is_three_floats(self, student):
        answer = student.answer_logit_gradient()
        assert isinstance(answer, tuple), "return three numbers"
        assert [isinstance(number, float) for number in answer] == [True] * 3, "the three entries are floats"


@exercise("question_shapes")
class TestQuestionShapes:
    def test_answer_is_a_shape_and_a_number(self, student):
        answer = student.answer_shapes()
        assert isinstance(answer, tuple), "return two things: a shape, and a number"
        shape, count = answer
        assert isinstance(shape, tuple), "the shape is a pair"
        assert isinstance(count, int), "the number of terms is a whole number"
