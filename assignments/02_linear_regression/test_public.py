"""The suite to work with: does an exercise basically work? The numbers are those of the handout, section 7.

The suite that counts tests more: other shapes, edge cases, and every error that a docstring promises.
"""

import numpy as np
import pytest

from grader.testing import assert_close, assert_unchanged, exercise, numerical_gradient

# Four points and their line, w = 1.4 and b = 0.4, with the column of ones already there.
X = np.array([[0.0, 1.0], [1.0, 1.0], [2.0, 1.0], [3.0, 1.0]])
Y = np.array([1.0, 1.0, 3.0, 5.0])
BEST = np.array([1.4, 0.4])


@exercise("add_bias_column")
class TestAddBiasColumn:
    def test_ones_stand_last(self, student):
        expected = np.array([[5.0, 6.0, 1.0], [7.0, 8.0, 1.0], [9.0, 4.0, 1.0]])
        assert_close(student.add_bias_column(expected[:, :2]), expected)

    def test_float32_stays_float32(self, student):
        expected = np.array([[5.0, 6.0, 1.0]], dtype=np.float32)
        assert_close(student.add_bias_column(expected[:, :2]), expected, dtype=np.float32)

    @pytest.mark.expects_error
    def test_one_dimensional_input_raises(self, student):
        with pytest.raises(ValueError):
            student.add_bias_column(np.ones(3))


@exercise("sum_of_squared_errors")
class TestSumOfSquaredErrors:
    def test_cost_of_the_best_line(self, student):
        assert_close(student.sum_of_squared_errors(X, Y, BEST), 1.2)

    def test_cost_of_no_line_at_all(self, student):
        assert_close(student.sum_of_squared_errors(X, Y, np.zeros(2)), 36.0)

    @pytest.mark.expects_error
    def test_column_of_targets_raises(self, student):
        with pytest.raises(ValueError):
            student.sum_of_squared_errors(X, Y[:, None], BEST)


@exercise("ols_gradient")
class TestOlsGradient:
    def test_at_zero(self, student):
        assert_close(student.ols_gradient(X, Y, np.zeros(2)), np.array([-44.0, -20.0]))

    def test_is_the_slope_of_the_cost(self, student):
        design, beta = np.array([[1.0, 2.0], [0.5, -1.0]]), np.array([0.3, -0.7])
        targets = np.array([1.0, 2.0])
        slope = numerical_gradient(lambda b: float(np.sum((targets - design @ b) ** 2)), beta)
        # a central difference is right to about eight digits
        assert_close(student.ols_gradient(design, targets, beta), slope, rtol=1e-5, atol=1e-6)

    def test_leaves_its_arguments_alone(self, student):
        before = (X.copy(), Y.copy(), np.ones(2))
        after = (X.copy(), Y.copy(), np.ones(2))
        assert_close(student.ols_gradient(*after), np.array([-4.0, 0.0]))
        assert_unchanged(before, after)


@exercise("ols_normal_equation")
class TestOlsNormalEquation:
    def test_best_line(self, student):
        assert_close(student.ols_normal_equation(X, Y), BEST)

    def test_design_matrix_is_used_as_it_is(self, student):
        assert_close(student.ols_normal_equation(X[:, :1], Y), np.array([22 / 14]))

    @pytest.mark.expects_error
    def test_dependent_columns_raise(self, student):
        with pytest.raises(np.linalg.LinAlgError):
            student.ols_normal_equation(np.column_stack([X, X @ [0.3, 0.7]]), Y)


@exercise("ols_min_norm")
class TestOlsMinNorm:
    def test_best_line(self, student):
        assert_close(student.ols_min_norm(X, Y), BEST)

    def test_shortest_of_many(self, student):
        assert_close(student.ols_min_norm(np.ones((2, 2)), np.array([2.0, 4.0])), np.array([1.5, 1.5]))

    def test_large_rcond_drops_the_weaker_direction(self, student):
        design, targets = np.array([[0.0, 8.0], [2.0, 0.0]]), np.array([4.0, 2.0])
        assert_close(student.ols_min_norm(design, targets), np.array([1.0, 0.5]))
        assert_close(student.ols_min_norm(design, targets, rcond=0.4), np.array([0.0, 0.5]))


@exercise("gradient_descent_ols")
class TestGradientDescentOls:
    def test_one_step(self, student):
        expected = (np.array([0.55, 0.25]), np.array([9.0, 3.23375]))
        assert_close(student.gradient_descent_ols(X, Y, 0.05, 1), expected)

    def test_arrives_at_the_best_line(self, student):
        beta, history = student.gradient_descent_ols(X, Y, 0.2, 400)
        assert_close(beta, BEST)
        assert_close(history[-1], 0.3)

    def test_start_stays_as_it_was(self, student):
        start = np.zeros(2)
        beta, _ = student.gradient_descent_ols(X, Y, 0.05, 1, start)
        assert_close(beta, np.array([0.55, 0.25]))
        assert_unchanged(np.zeros(2), start)


@exercise("LinearRegression")
class TestLinearRegression:
    def test_best_line(self, student):
        model = student.LinearRegression()
        model.fit(X[:, :1], Y)
        assert_close(model.weights, np.array([1.4]))
        assert_close(model.bias, 0.4)

    def test_fit_then_predict(self, student):
        assert_close(student.LinearRegression().fit(X[:, :1], Y).predict(np.array([[10.0]])), np.array([14.4]))

    @pytest.mark.expects_error
    def test_predict_before_fit_raises(self, student):
        with pytest.raises(RuntimeError) as raised:
            student.LinearRegression().predict(np.ones((1, 2)))
        assert raised.type is not NotImplementedError, "predict is not implemented yet"


@exercise("experiment_learning_rate")
class TestExperimentLearningRate:
    def test_bound_of_four_points(self, student):
        top = (9 + 61**0.5) / 2
        assert_close(student.largest_stable_learning_rate(X), (top, 2 / top))

    def test_loss_change_of_one_step(self, student):
        assert_close(student.loss_change(X, Y, 0.05, 1), 3.23375 - 9)


@exercise("experiment_conditioning")
class TestExperimentConditioning:
    def test_condition_number_of_stretched_axes(self, student):
        assert_close(student.conditioning(np.diag([10.0, 1.0])), (1.0, 2.0, 2.0))

    def test_svd_is_better_by_far(self, student):
        inverse, _, min_norm = student.solver_errors(student.vandermonde(9), np.ones(10))
        assert 0 < min_norm < inverse / 100, "the error with ols_min_norm is much smaller than that with inv"


@exercise("question_slope_and_intercept")
class TestQuestionSlopeAndIntercept:
    def test_answer_is_two_floats(self, student):
        answer = student.answer_slope_and_intercept()
        assert isinstance(answer, tuple), "return two numbers: slope, intercept"
        assert [isinstance(number, float) for number in answer] == [True, True], "slope and intercept are floats"


@exercise("question_singular_gram")
class TestQuestionSingularGram:
    def test_answer_is_a_number_of_the_list(self, student):
        answer = student.answer_singular_gram()
        assert isinstance(answer, int), "return the number of the statement"
        assert 1 <= answer <= 4, "the statements are numbered from 1 to 4"
