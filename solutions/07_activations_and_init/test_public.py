"""The suite to work with: does an exercise basically work? Most of the numbers are those of the handout, section 7.

The suite that counts tests more: other shapes, edge cases, and every error that a docstring promises.
"""

import numpy as np
import pytest

from grader.testing import assert_close, assert_unchanged, exercise, f32

X = np.array([[-1.0, 0.5], [2.0, 0.0]])


@exercise("sigmoid")
class TestSigmoid:
    def test_three_values(self, student):
        assert_close(student.sigmoid(np.array([-2.0, 0.0, 2.0])), np.array([0.119203, 0.5, 0.880797]), atol=1e-6)

    def test_far_left_does_not_overflow(self, student):
        with np.errstate(over="raise"):
            result = student.sigmoid(np.array([-1000.0]))
        assert_close(result, np.array([0.0]))

    def test_slope_of_three_values(self, student):
        assert_close(student.sigmoid_grad(np.array([-2.0, 0.0, 2.0])), np.array([0.104994, 0.25, 0.104994]), atol=1e-6)


@exercise("tanh")
class TestTanh:
    def test_three_values(self, student):
        assert_close(student.tanh(np.array([-0.5, 0.0, 0.5])), np.array([-0.462117, 0.0, 0.462117]), atol=1e-6)

    def test_slope_of_three_values(self, student):
        assert_close(student.tanh_grad(np.array([-0.5, 0.0, 0.5])), np.array([0.786448, 1.0, 0.786448]), atol=1e-6)


@exercise("relu")
class TestRelu:
    def test_values(self, student):
        assert_close(student.relu(X), np.array([[0.0, 0.5], [2.0, 0.0]]))

    def test_slopes(self, student):
        assert_close(student.relu_grad(X), np.array([[0.0, 1.0], [1.0, 0.0]]))

    def test_leaves_its_argument_alone(self, student):
        x = X.copy()
        assert_close(student.relu(x), np.array([[0.0, 0.5], [2.0, 0.0]]))
        assert_unchanged(X, x)


@exercise("leaky_relu")
class TestLeakyRelu:
    def test_values(self, student):
        assert_close(student.leaky_relu(X, 0.1), np.array([[-0.1, 0.5], [2.0, 0.0]]))

    def test_slopes(self, student):
        assert_close(student.leaky_relu_grad(X, 0.1), np.array([[0.1, 1.0], [1.0, 0.1]]))

    def test_slopes_keep_float32(self, student):
        assert_close(student.leaky_relu_grad(f32(X), 0.1), f32([[0.1, 1.0], [1.0, 0.1]]), dtype=np.float32)

    @pytest.mark.expects_error
    def test_negative_leak_raises(self, student):
        with pytest.raises(ValueError):
            student.leaky_relu(X, -0.1)


@exercise("elu")
class TestElu:
    def test_values(self, student):
        assert_close(student.elu(X, 1.5), np.array([[-0.948181, 0.5], [2.0, 0.0]]), atol=1e-6)

    def test_slopes(self, student):
        assert_close(student.elu_grad(X, 1.5), np.array([[0.551819, 1.0], [1.0, 1.5]]), atol=1e-6)

    @pytest.mark.expects_error
    def test_alpha_of_zero_raises(self, student):
        with pytest.raises(ValueError):
            student.elu(X, 0.0)


@exercise("gaussian_init")
class TestGaussianInit:
    def test_shape(self, student, rng):
        assert_close(student.gaussian_init(3, 5, 0.1, rng).shape, (3, 5))

    def test_spread(self, student, rng):
        # the spread of 30 000 numbers is off by less than two per cent
        assert_close(float(student.gaussian_init(200, 150, 0.1, rng).std()), 0.1, rtol=0.02)

    @pytest.mark.expects_error
    def test_no_inputs_raise(self, student, rng):
        with pytest.raises(ValueError):
            student.gaussian_init(0, 5, 0.1, rng)


@exercise("xavier_normal")
class TestXavierNormal:
    def test_shape(self, student, rng):
        assert_close(student.xavier_normal(3, 5, rng).shape, (3, 5))

    def test_variance(self, student, rng):
        assert_close(float(student.xavier_normal(300, 100, rng).var()), 0.005, rtol=0.04)


@exercise("he_normal")
class TestHeNormal:
    def test_shape(self, student, rng):
        assert_close(student.he_normal(3, 5, rng).shape, (3, 5))

    def test_variance(self, student, rng):
        assert_close(float(student.he_normal(100, 300, rng).var()), 0.02, rtol=0.04)


@exercise("activation_statistics")
class TestActivationStatistics:
    def test_two_layers(self, student):
        weights = [np.array([[1.0, 2.0], [0.0, -1.0]]), np.array([[1.0], [2.0]])]
        means, stds = student.activation_statistics(np.array([[1.0, 1.0], [2.0, 0.0]]), weights, lambda z: z)
        assert_close(means, np.array([2.0, 6.5]))
        assert_close(stds, np.array([1.5**0.5, 3.5]))

    @pytest.mark.expects_error
    def test_sizes_that_do_not_chain_raise(self, student):
        with pytest.raises(ValueError):
            student.activation_statistics(np.ones((2, 3)), [np.ones((3, 4)), np.ones((3, 4))], np.tanh)


@exercise("dead_relu_fraction")
class TestDeadReluFraction:
    def test_one_of_three(self, student):
        assert_close(student.dead_relu_fraction(np.array([[-1.0, 2.0, -3.0], [-2.0, -1.0, 0.5]])), 1 / 3)

    def test_unit_that_fires_for_one_sample_is_alive(self, student):
        assert_close(student.dead_relu_fraction(np.array([[-5.0], [-4.0], [0.1]])), 0.0)


@exercise("experiment_depth")
class TestExperimentDepth:
    def test_small_weights_shrink_the_signal(self, student, rng):
        stds = student.stds_through_depth("small", rng.normal(size=(50, 100)), 3, rng)
        # 0.01 · √100 is a tenth for each layer
        assert_close(stds, np.array([0.1, 0.01, 0.001]), rtol=0.25, atol=0)

    def test_large_weights_saturate(self, student, rng):
        stds = student.stds_through_depth("large", rng.normal(size=(50, 100)), 3, rng)
        assert_close(stds, np.full(3, 0.91), rtol=0.05)


@exercise("experiment_shared_sign")
class TestExperimentSharedSign:
    def test_positive_inputs(self, student):
        inputs = np.array([[1.0, 2.0], [0.5, 3.0], [2.0, 0.1]])
        assert_close(student.sign_agreement(inputs, np.array([1.0, -1.0]), np.array([1.0, -1.0, 2.0])), 1.0)

    def test_inputs_of_either_sign(self, student):
        inputs = np.array([[1.0, 2.0], [-0.5, 3.0], [2.0, -0.1], [-2.0, -1.0]])
        assert_close(student.sign_agreement(inputs, np.array([1.0, -1.0]), np.ones(4)), 0.5)


def all_numbers(answer):
    return [isinstance(number, int | float) for number in answer]


@exercise("question_steepest_slopes")
class TestQuestionSteepestSlopes:
    def test_answer_is_two_numbers(self, student):
        answer = student.answer_steepest_slopes()
        assert isinstance(answer, tuple), "return two numbers: sigmoid, tanh"
        assert all_numbers(answer) == [True, True], "return two numbers: sigmoid, tanh"


@exercise("question_two_variances")
class TestQuestionTwoVariances:
    def test_answer_is_two_numbers(self, student):
        answer = student.answer_two_variances()
        assert isinstance(answer, tuple), "return two numbers: formula, code"
        assert all_numbers(answer) == [True, True], "return two numbers: formula, code"


@exercise("question_stretched_sigmoid")
class TestQuestionStretchedSigmoid:
    def test_answer_is_three_numbers(self, student):
        answer = student.answer_stretched_sigmoid()
        assert isinstance(answer, tuple), "return three numbers: a, b, c"
        assert all_numbers(answer) == [True, True, True], "return three numbers: a, b, c"
