"""The suite that counts: every convention, edge case and error that the docstrings promise.

Expected values come from the reference or, better, from a fact that needs no solution: a closed form, a loop, a
central difference. Matrices are well conditioned unless a case says otherwise, because inv, solve, QR and SVD are
all right answers and differ by about eps · cond(X)².
"""

import numpy as np
import pytest

from grader.testing import (
    assert_close,
    assert_no_shared_memory,
    assert_unchanged,
    exercise,
    numerical_gradient,
    universal_battery,
)

edge = pytest.mark.group("edge")
robust = pytest.mark.group("robust")
expects_error = pytest.mark.expects_error


def data(rng, n, d):
    return rng.normal(size=(n, d)), rng.normal(size=n)


def square(rng, d):
    """A square X that a random draw cannot make nearly singular."""
    return rng.normal(size=(d, d)) + 4 * np.eye(d), rng.normal(size=d)


@exercise("add_bias_column")
class TestAddBiasColumn:
    def test_agrees_with_the_reference(self, student, reference, rng):
        X = rng.normal(size=(5, 3))
        expected = reference.add_bias_column(X)
        assert_close(student.add_bias_column(X), expected)

    def test_last_entry_of_beta_is_the_intercept(self, student, rng):
        X, w, b = rng.normal(size=(5, 3)), rng.normal(size=3), rng.normal()
        expected = X @ w + b
        assert_close(student.add_bias_column(X) @ np.append(w, b), expected)

    def test_square(self, student, reference, rng):
        X = rng.normal(size=(3, 3))
        expected = reference.add_bias_column(X)
        assert_close(student.add_bias_column(X), expected)

    @edge
    def test_one_sample_of_integers(self, student):
        assert_close(student.add_bias_column(np.array([[2, -3]])), np.array([[2.0, -3.0, 1.0]]))

    @edge
    def test_one_feature(self, student):
        assert_close(student.add_bias_column(np.array([[2.5], [-3.0]])), np.array([[2.5, 1.0], [-3.0, 1.0]]))

    @edge
    def test_float32_stays_float32(self, student):
        X = np.array([[2.5, -3.0], [0.5, 4.0], [1.0, 1.5]], dtype=np.float32)
        expected = np.array([[2.5, -3.0, 1.0], [0.5, 4.0, 1.0], [1.0, 1.5, 1.0]], dtype=np.float32)
        assert_close(student.add_bias_column(X), expected, dtype=np.float32)

    @edge
    @expects_error
    def test_one_dimensional_input_raises(self, student):
        with pytest.raises(ValueError):
            student.add_bias_column(np.ones(3))

    @robust
    @expects_error
    def test_three_axes_or_no_samples_raise(self, student):
        for shape in [(2, 3, 4), (0, 3)]:
            with pytest.raises(ValueError):
                student.add_bias_column(np.ones(shape))

    @robust
    @expects_error
    def test_complex_numbers_raise(self, student):
        with pytest.raises(TypeError):
            student.add_bias_column(np.ones((2, 2), dtype=np.complex128))


TestAddBiasColumnBattery = universal_battery("add_bias_column", lambda rng: (rng.normal(size=(5, 3)),), batch=0)


@exercise("sum_of_squared_errors")
class TestSumOfSquaredErrors:
    def test_agrees_with_the_reference(self, student, reference, rng):
        (X, y), beta = data(rng, 6, 3), rng.normal(size=3)
        expected = reference.sum_of_squared_errors(X, y, beta)
        assert_close(student.sum_of_squared_errors(X, y, beta), expected)

    def test_agrees_with_a_loop(self, student, rng):
        (X, y), beta = data(rng, 5, 2), rng.normal(size=2)
        expected = 0.0
        for row, target in zip(X, y, strict=True):
            expected += (row[0] * beta[0] + row[1] * beta[1] - target) ** 2
        expected = float(expected)
        assert_close(student.sum_of_squared_errors(X, y, beta), expected)

    def test_square(self, student, reference, rng):
        (X, y), beta = square(rng, 3), rng.normal(size=3)
        expected = reference.sum_of_squared_errors(X, y, beta)
        assert_close(student.sum_of_squared_errors(X, y, beta), expected)

    def test_repeating_the_data_doubles_the_cost(self, student, reference, rng):
        (X, y), beta = data(rng, 4, 3), rng.normal(size=3)
        twice = student.sum_of_squared_errors(np.vstack([X, X]), np.concatenate([y, y]), beta)
        assert_close(twice, 2 * reference.sum_of_squared_errors(X, y, beta))

    @edge
    def test_perfect_fit_costs_nothing_and_any_other_something(self, student, rng):
        X, beta, delta = rng.normal(size=(6, 3)), rng.normal(size=3), rng.normal(size=3)
        assert_close(student.sum_of_squared_errors(X, X @ beta, beta), 0.0)
        expected = float(np.sum((X @ delta) ** 2))
        assert_close(student.sum_of_squared_errors(X, X @ beta, beta + delta), expected)

    @edge
    def test_one_sample_of_integers(self, student):
        assert_close(student.sum_of_squared_errors(np.array([[1, 2]]), np.array([1]), np.array([2, 2])), 25.0)

    @edge
    @expects_error
    def test_column_of_targets_raises(self, student, rng):
        with pytest.raises(ValueError):
            student.sum_of_squared_errors(rng.normal(size=(6, 3)), rng.normal(size=(6, 1)), rng.normal(size=3))

    @robust
    @expects_error
    def test_shapes_that_disagree_raise(self, student):
        for targets, parameters in [(5, 3), (6, 4), (6, 1), (1, 3)]:
            with pytest.raises(ValueError):
                student.sum_of_squared_errors(np.ones((6, 3)), np.ones(targets), np.ones(parameters))


TestSumOfSquaredErrorsBattery = universal_battery(
    "sum_of_squared_errors", lambda rng: (*data(rng, 6, 3), rng.normal(size=3))
)


@exercise("ols_gradient")
class TestOlsGradient:
    def test_agrees_with_the_reference(self, student, reference, rng):
        (X, y), beta = data(rng, 6, 3), rng.normal(size=3)
        expected = reference.ols_gradient(X, y, beta)
        assert_close(student.ols_gradient(X, y, beta), expected)

    def test_square(self, student, reference, rng):
        (X, y), beta = square(rng, 3), rng.normal(size=3)
        expected = reference.ols_gradient(X, y, beta)
        assert_close(student.ols_gradient(X, y, beta), expected)

    def test_is_the_slope_of_the_cost(self, student, reference, rng):
        (X, y), beta = data(rng, 7, 2), rng.normal(size=2)
        slope = numerical_gradient(lambda b: reference.sum_of_squared_errors(X, y, b), beta)
        # a central difference of a quadratic has no truncation error; rounding leaves eps · cost / h ~ 1e-8
        assert_close(student.ols_gradient(X, y, beta), slope, rtol=1e-5, atol=1e-6)

    def test_is_zero_at_the_solution_and_linear_around_it(self, student, rng):
        X, y = data(rng, 9, 3)
        best, delta = np.linalg.lstsq(X, y)[0], rng.normal(size=3)
        assert_close(student.ols_gradient(X, y, best), np.zeros(3))
        expected = 2 * X.T @ X @ delta
        assert_close(student.ols_gradient(X, y, best + delta), expected)

    @edge
    def test_one_sample_of_integers(self, student):
        gradient = student.ols_gradient(np.array([[1, 2]]), np.array([1]), np.array([2, 2]))
        assert_close(gradient, np.array([10.0, 20.0]))

    @edge
    def test_more_features_than_samples(self, student, reference, rng):
        (X, y), beta = data(rng, 2, 5), rng.normal(size=5)
        expected = reference.ols_gradient(X, y, beta)
        assert_close(student.ols_gradient(X, y, beta), expected)

    @robust
    @expects_error
    def test_shapes_that_disagree_raise(self, student):
        for targets, parameters in [((6, 1), 3), (5, 3), (6, 4)]:
            with pytest.raises(ValueError):
                student.ols_gradient(np.ones((6, 3)), np.ones(targets), np.ones(parameters))


TestOlsGradientBattery = universal_battery("ols_gradient", lambda rng: (*data(rng, 6, 3), rng.normal(size=3)))


@exercise("ols_normal_equation")
class TestOlsNormalEquation:
    def test_agrees_with_the_reference(self, student, reference, rng):
        X, y = data(rng, 12, 3)
        expected = reference.ols_normal_equation(X, y)
        assert_close(student.ols_normal_equation(X, y), expected)

    def test_recovers_the_parameters_of_noiseless_data(self, student, rng):
        X, beta = rng.normal(size=(10, 4)), rng.normal(size=4)
        assert_close(student.ols_normal_equation(X, X @ beta), beta)

    def test_as_many_samples_as_features(self, student, rng):
        X, y = square(rng, 3)
        expected = np.linalg.solve(X, y)
        assert_close(student.ols_normal_equation(X, y), expected)

    def test_one_feature_without_an_intercept(self, student):
        X, y = np.array([[1.0], [2.0], [3.0]]), np.array([3.0, 5.0, 10.0])
        assert_close(student.ols_normal_equation(X, y), np.array([43 / 14]))

    @edge
    def test_columns_in_very_different_units(self, student, reference, rng):
        (X, y), units = data(rng, 12, 3), np.array([100.0, 1.0, 0.01])
        expected = reference.ols_normal_equation(X, y) / units
        # cond(X) ~ 1e4: a good SVD is off by eps · cond · |β|, which is 1e-8 of the smallest entry
        assert_close(student.ols_normal_equation(X * units, y), expected, rtol=1e-6, atol=1e-8)

    @edge
    def test_similar_columns_are_still_independent(self, student, rng):
        X, beta = rng.normal(size=(12, 3)), rng.normal(size=3)
        X[:, 2] = X[:, 0] + 0.01 * X[:, 2]
        # cond(XᵀX) ~ 1e5, so that forming it costs five of sixteen digits
        assert_close(student.ols_normal_equation(X, X @ beta), beta, rtol=1e-6, atol=1e-8)

    @edge
    @expects_error
    def test_repeated_column_raises(self, student, rng):
        X, y = data(rng, 8, 2)
        with pytest.raises(np.linalg.LinAlgError):
            student.ols_normal_equation(np.column_stack([X, X[:, 0]]), y)

    @edge
    @expects_error
    @pytest.mark.weight(3)  # the one dependence that shows in no other way
    def test_mixture_of_columns_raises(self, student, rng):
        # Rounding makes XᵀX look regular, so that solve and inv return numbers. Now and then a pivot comes out as
        # an exact zero and they raise by luck: hence five mixtures.
        for mixture in [(0.3, 0.7), (1.1, -0.4), (0.9, 0.17), (-0.6, 1.3), (0.21, 0.33)]:
            X, y = data(rng, 8, 2)
            with pytest.raises(np.linalg.LinAlgError):
                student.ols_normal_equation(np.column_stack([X, X @ mixture]), y)

    @edge
    def test_tiny_units_change_only_the_units(self, student, reference, rng):
        X, y = data(rng, 8, 3)
        expected = reference.ols_normal_equation(X, y) * 1e6
        assert_close(student.ols_normal_equation(X * 1e-6, y), expected)

    @edge
    @expects_error
    def test_fewer_samples_than_features_raises(self, student, rng):
        for _ in range(5):  # as above
            with pytest.raises(np.linalg.LinAlgError):
                student.ols_normal_equation(*data(rng, 2, 4))

    @robust
    @expects_error
    def test_shapes_that_disagree_raise(self, student, rng):
        for targets in [(8, 1), 7, 1]:
            with pytest.raises(ValueError):
                student.ols_normal_equation(rng.normal(size=(8, 3)), np.ones(targets))


TestOlsNormalEquationBattery = universal_battery("ols_normal_equation", lambda rng: data(rng, 12, 3))


@exercise("ols_min_norm")
class TestOlsMinNorm:
    def test_full_rank_equals_the_normal_equation(self, student, reference, rng):
        X, y = data(rng, 12, 3)
        expected = reference.ols_normal_equation(X, y)
        assert_close(student.ols_min_norm(X, y), expected)

    def test_square(self, student, rng):
        X, y = square(rng, 5)
        expected = np.linalg.solve(X, y)
        assert_close(student.ols_min_norm(X, y), expected)

    def test_fewer_samples_than_features_interpolates_with_the_shortest(self, student, rng):
        X, y = data(rng, 3, 9)
        expected = X.T @ np.linalg.solve(X @ X.T, y)
        assert_close(student.ols_min_norm(X, y), expected)

    def test_twin_columns_share_the_weight(self, student, reference, rng):
        X, y = data(rng, 20, 2)
        first, second = reference.ols_normal_equation(X, y)
        expected = np.array([first / 2, second, first / 2])
        assert_close(student.ols_min_norm(np.column_stack([X, X[:, 0]]), y), expected)

    def test_axes_are_divided_by_their_singular_values(self, student):
        X = np.array([[2.0, 0.0], [0.0, 4.0], [0.0, 0.0]])
        assert_close(student.ols_min_norm(X, np.array([6.0, 2.0, 1.0])), np.array([3.0, 0.5]))

    @edge
    def test_rank_one(self, student, rng):
        u, v, y = rng.normal(size=7), rng.normal(size=4), rng.normal(size=7)
        expected = (u @ y) / (u @ u) / (v @ v) * v
        assert_close(student.ols_min_norm(np.outer(u, v), y), expected)

    @edge
    def test_large_rcond_keeps_the_top_direction_alone(self, student):
        X = np.array([[3.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
        assert_close(student.ols_min_norm(X, np.array([6.0, 2.0, 1.0]), rcond=0.5), np.array([2.0, 0.0]))

    @edge
    def test_rcond_is_relative_to_the_largest_singular_value(self, student, reference, rng):
        X, y = data(rng, 20, 3)
        X = X * np.array([100.0, 1.0, 0.01])  # s/max(s) is about 1, 1e-2, 1e-4
        expected = reference.ols_min_norm(X, y, rcond=1e-3)
        assert_close(student.ols_min_norm(X, y, rcond=1e-3), expected)

    @edge
    def test_tiny_units_change_only_the_units(self, student, reference, rng):
        X, y = data(rng, 8, 3)
        expected = reference.ols_min_norm(X, y) * 1e12
        assert_close(student.ols_min_norm(X * 1e-12, y), expected)

    @edge
    def test_default_rcond_knows_the_precision_of_the_data(self, student):
        # Twins of float32 differ by rounding, about 1e-8: noise to the eps of float32, a direction to that of float64.
        x = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], dtype=np.float32)
        X = np.column_stack([x, x * np.float32(3), np.ones(6, dtype=np.float32)])
        y = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], dtype=np.float32)
        # y = 10 x: of all (a, b) with a + 3 b = 10 the shortest is (1, 3).
        assert_close(student.ols_min_norm(X, y), np.array([1.0, 3.0, 0.0], dtype=np.float32), rtol=1e-3, atol=1e-3)
        # Along the axes an SVD is exact: 5 eps is noise to eps · max(10, 2), and a direction to eps or eps · 2.
        X, y = np.zeros((10, 2)), np.ones(10)
        X[0, 0], X[1, 1] = 1.0, 5 * np.finfo(np.float64).eps
        assert_close(student.ols_min_norm(X, y), np.array([1.0, 0.0]))

    @edge
    def test_column_of_zeros_gets_no_weight(self, student, reference, rng):
        X, y = data(rng, 8, 2)
        first, second = reference.ols_normal_equation(X, y)
        with_zeros = np.column_stack([X[:, 0], np.zeros(8), X[:, 1]])
        expected = np.array([first, 0.0, second])
        assert_close(student.ols_min_norm(with_zeros, y), expected)
        assert_close(student.ols_min_norm(np.zeros((4, 2)), y[:4]), np.zeros(2))

    @robust
    @expects_error
    def test_shapes_that_disagree_raise(self, student, rng):
        for targets in [(8, 1), 7, 1]:
            with pytest.raises(ValueError):
                student.ols_min_norm(rng.normal(size=(8, 3)), np.ones(targets))


TestOlsMinNormBattery = universal_battery("ols_min_norm", lambda rng: data(rng, 12, 3))


@exercise("gradient_descent_ols")
class TestGradientDescentOls:
    def test_agrees_with_the_reference(self, student, reference, rng):
        X, y = data(rng, 8, 3)
        expected = reference.gradient_descent_ols(X, y, 0.05, 4)
        assert_close(student.gradient_descent_ols(X, y, 0.05, 4), expected)

    def test_starts_where_it_is_told(self, student, reference, rng):
        (X, y), start = data(rng, 3, 5), rng.normal(size=5)
        expected = reference.gradient_descent_ols(X, y, 0.02, 3, start)  # first: the start may not survive the student
        assert_close(student.gradient_descent_ols(X, y, 0.02, 3, start), expected)

    def test_square(self, student, reference, rng):
        X, y = data(rng, 4, 4)
        expected = reference.gradient_descent_ols(X, y, 0.03, 5)
        assert_close(student.gradient_descent_ols(X, y, 0.03, 5), expected)

    def test_path_of_a_quadratic(self, student, rng):
        (X, y), start = data(rng, 9, 3), rng.normal(size=3)
        best = np.linalg.lstsq(X, y)[0]
        shrink = np.eye(3) - 0.1 * 2 / 9 * X.T @ X
        expected = best + np.linalg.matrix_power(shrink, 6) @ (start - best)
        beta, _ = student.gradient_descent_ols(X, y, 0.1, 6, start)
        assert_close(beta, expected)

    def test_repeating_the_data_changes_nothing(self, student, reference, rng):
        X, y = data(rng, 8, 3)
        twice = student.gradient_descent_ols(np.vstack([X, X]), np.concatenate([y, y]), 0.05, 4)
        assert_close(twice, reference.gradient_descent_ols(X, y, 0.05, 4))

    @edge
    def test_no_steps_return_a_copy_of_the_start_and_its_loss(self, student, reference, rng):
        (X, y), start = data(rng, 8, 3), rng.normal(size=3)
        loss = reference.sum_of_squared_errors(X, y, start) / 8
        result = student.gradient_descent_ols(X, y, 0.05, 0, start)
        assert_close(result, (start, np.array([loss])))
        assert_no_shared_memory(result, X, y, start)

    @edge
    def test_start_stays_as_it_was(self, student, reference, rng):
        (X, y), start = data(rng, 8, 3), rng.normal(size=3)
        before = start.copy()
        beta, _ = student.gradient_descent_ols(X, y, 0.05, 4, start)
        assert_close(beta, reference.gradient_descent_ols(X, y, 0.05, 4, before)[0])
        assert_unchanged(before, start)

    @edge
    def test_converges_to_the_least_squares_solution(self, student, reference, rng):
        X, y = data(rng, 20, 2)
        lr = 1 / float(np.linalg.eigvalsh(2 / 20 * X.T @ X)[-1])
        solution, losses = np.linalg.lstsq(X, y)[0], reference.gradient_descent_ols(X, y, lr, 400)[1]
        assert np.all(np.diff(losses[:5]) < 0), "at a small learning rate every step lowers the loss"
        beta, history = student.gradient_descent_ols(X, y, lr, 400)
        assert_close(beta, solution)
        assert_close(history, losses)

    @edge
    @pytest.mark.parametrize("lr", [0.21, 0.22])
    def test_shrinks_below_the_critical_rate_and_grows_above(self, student, lr):
        X, y = np.array([[1.0], [2.0], [3.0]]), np.array([1.0, 2.0, 3.0])
        # one eigenvalue, 28/3, so each step multiplies the error of β by 1 - lr · 28/3
        expected = 14 / 3 * (1 - lr * 28 / 3) ** (2 * np.arange(31))
        _, history = student.gradient_descent_ols(X, y, lr, 30)
        assert_close(history, expected)

    @edge
    def test_results_have_the_float_dtype_of_the_data(self, student):
        X, y, start = np.array([[1], [1]]), np.array([1, 3]), np.array([4])
        assert_close(student.gradient_descent_ols(X, y, 0.25, 1, start), (np.array([3.0]), np.array([5.0, 2.0])))
        assert_close(student.gradient_descent_ols(X, y, 0.25, 0, start), (np.array([4.0]), np.array([5.0])))
        assert_close(student.gradient_descent_ols(X, y, 0.25, 0), (np.array([0.0]), np.array([5.0])))
        expected = (np.array([1.0], dtype=np.float32), np.array([5.0, 2.0], dtype=np.float32))
        single = (X.astype(np.float32), y.astype(np.float32))
        assert_close(student.gradient_descent_ols(*single, 0.25, 1), expected)

    @robust
    @expects_error
    def test_impossible_settings_raise(self, student, rng):
        X, y = data(rng, 8, 3)
        for lr, n_steps in [(-0.1, 4), (0.0, 4), (0.1, -1)]:
            with pytest.raises(ValueError):
                student.gradient_descent_ols(X, y, lr, n_steps)

    @robust
    @expects_error
    def test_shapes_that_disagree_raise(self, student):
        for targets, start in [((8, 1), 3), (7, 3), (8, 4)]:
            with pytest.raises(ValueError):
                student.gradient_descent_ols(np.ones((8, 3)), np.ones(targets), 0.05, 2, np.ones(start))


TestGradientDescentOlsBattery = universal_battery(
    "gradient_descent_ols", lambda rng: (*data(rng, 8, 3), 0.05, 4, rng.normal(size=3))
)


@exercise("LinearRegression")
class TestLinearRegression:
    def test_weights_and_bias_of_data_far_from_zero(self, student, reference, rng):
        X, y = data(rng, 20, 3)
        model, expected = student.LinearRegression(), reference.LinearRegression().fit(X, y + 100)
        model.fit(X, y + 100)
        assert_close(model.weights, expected.weights)
        assert_close(model.bias, expected.bias)

    def test_predicts_new_samples(self, student, reference, rng):
        (X, y), new = data(rng, 20, 3), rng.normal(size=(4, 3))
        expected = reference.LinearRegression().fit(X, y + 100).predict(new)
        model = student.LinearRegression()
        model.fit(X, y + 100)
        assert_close(model.predict(new), expected)

    def test_line_through_a_cloud(self, student, rng):
        x, y = rng.normal(size=15), rng.normal(size=15)
        model = student.LinearRegression()
        model.fit(x[:, None], y)
        slope = np.mean((x - x.mean()) * (y - y.mean())) / np.mean((x - x.mean()) ** 2)
        assert_close(model.weights, np.array([slope]))
        assert_close(model.bias, float(y.mean() - slope * x.mean()))

    def test_fit_can_be_chained(self, student, reference, rng):
        X, y = data(rng, 20, 3)
        expected = reference.LinearRegression().fit(X, y).predict(X)
        assert_close(student.LinearRegression().fit(X, y).predict(X), expected)

    @edge
    def test_collinear_features(self, student, reference, rng):
        X, y = data(rng, 12, 2)
        twins, new = np.column_stack([X, X[:, 0]]), np.array([[1.0, 2.0, 1.0]])
        alone = reference.LinearRegression().fit(X, y)
        expected = alone.predict(new[:, :2])
        model = student.LinearRegression()
        model.fit(twins, y)
        assert_close(model.predict(new), expected)
        assert_close(model.weights, alone.weights[[0, 1, 0]] * np.array([0.5, 1.0, 0.5]))

    @edge
    def test_square(self, student, reference, rng):
        X, y = square(rng, 4)  # with the intercept one unknown more than equations
        model = student.LinearRegression()
        model.fit(X, y)
        assert_close(model.weights, reference.LinearRegression().fit(X, y).weights)
        assert_close(model.predict(X), y)

    @edge
    def test_refitting_forgets(self, student, reference, rng):
        (X, y), new = data(rng, 12, 2), rng.normal(size=(3, 2))
        expected = reference.LinearRegression().fit(X, y).predict(new)
        model = student.LinearRegression()
        model.fit(*data(rng, 9, 4))
        model.fit(X, y)
        assert_close(model.predict(new), expected)

    @edge
    def test_two_models_are_two(self, student, reference, rng):
        X, y = data(rng, 12, 2)
        expected = reference.LinearRegression().fit(X, y).predict(X)
        first, second = student.LinearRegression(), student.LinearRegression()
        first.fit(X, y)
        second.fit(X, 2 * y + 1)
        assert_close(first.predict(X), expected)

    @edge
    def test_one_sample_to_predict(self, student):
        model = student.LinearRegression()
        model.fit(np.array([[0], [1], [2], [3]]), np.array([1, 1, 3, 5]))
        assert_close(model.predict(np.array([[10]])), np.array([14.4]))

    @robust
    def test_float32_stays_float32(self, student, reference, rng):
        X, y = (a.astype(np.float32) for a in data(rng, 12, 3))
        fitted = reference.LinearRegression().fit(X, y)
        expected = fitted.predict(X)
        model = student.LinearRegression()
        model.fit(X, y)
        assert_close(model.weights, fitted.weights, dtype=np.float32)
        assert_close(model.bias, fitted.bias, rtol=1e-3, atol=1e-5)  # a Python float of single precision
        assert_close(model.predict(X), expected, dtype=np.float32)

    @robust
    def test_strided_and_read_only_data_stay_as_they_were(self, student, reference, rng):
        big, y = rng.normal(size=(24, 6)), rng.normal(size=12)
        X = big[::2, ::2]
        X.flags.writeable = y.flags.writeable = False
        before = (X.copy(), y.copy())
        model = student.LinearRegression()
        model.fit(X, y)
        assert_close(model.predict(X), reference.LinearRegression().fit(*before).predict(before[0]))
        assert_unchanged(before, (X, y))

    @robust
    @expects_error
    def test_predict_before_fit_raises(self, student):
        with pytest.raises(RuntimeError):
            student.LinearRegression().predict(np.ones((1, 2)))

    @robust
    @expects_error
    def test_other_features_than_in_fit_raise(self, student, rng):
        model = student.LinearRegression()
        model.fit(*data(rng, 20, 3))
        for shape in [(1, 2), (1, 4), (3,)]:
            with pytest.raises(ValueError):
                model.predict(np.ones(shape))

    @robust
    @expects_error
    def test_shapes_that_disagree_raise(self, student, rng):
        model = student.LinearRegression()
        for targets in [(8, 1), 7]:
            with pytest.raises(ValueError):
                model.fit(rng.normal(size=(8, 3)), np.ones(targets))


@exercise("experiment_learning_rate")
class TestExperimentLearningRate:
    def test_bound_of_the_handout(self, student):
        found = student.largest_stable_learning_rate(np.array([[1.0], [2.0], [3.0]]))
        assert_close(found, (28 / 3, 3 / 14), rtol=0, atol=1e-6)  # six decimals are as good as a fraction

    def test_bound_of_other_data(self, student, reference, rng):
        X = rng.normal(size=(9, 4)) * np.array([1.0, 3.0, 0.5, 2.0])
        expected = reference.largest_stable_learning_rate(X)
        assert_close(student.largest_stable_learning_rate(X), expected)

    @pytest.mark.parametrize("lr", [0.21, 0.22])
    def test_down_below_the_bound_and_up_above(self, student, lr):
        X, y = np.array([[1.0], [2.0], [3.0]]), np.array([1.0, 2.0, 3.0])
        expected = 14 / 3 * ((1 - lr * 28 / 3) ** 40 - 1)
        assert_close(student.loss_change(X, y, lr, 20), expected)

    def test_loss_change_of_other_data(self, student, reference, rng):
        X, y = data(rng, 8, 3)
        expected = reference.loss_change(X, y, 0.05, 7)
        assert_close(student.loss_change(X, y, 0.05, 7), expected)
        single = (X.astype(np.float32), y.astype(np.float32))
        assert_close(student.loss_change(*single, 0.05, 7), expected, rtol=1e-3, atol=1e-5)

    @edge
    def test_square(self, student, reference, rng):
        X, _ = square(rng, 3)
        expected = reference.largest_stable_learning_rate(X)
        assert_close(student.largest_stable_learning_rate(X), expected)

    @edge
    def test_dependent_columns_have_a_bound_too(self, student, rng):
        u, v = rng.normal(size=6), rng.normal(size=8)
        top = 2 / 6 * (u @ u) * (v @ v)
        expected = (float(top), float(2 / top))
        assert_close(student.largest_stable_learning_rate(np.outer(u, v)), expected)

    @robust
    @expects_error
    def test_one_axis_or_no_samples_raise(self, student):
        for shape in [(3,), (0, 3)]:
            with pytest.raises(ValueError):
                student.largest_stable_learning_rate(np.ones(shape))


TestLargestStableLearningRateBattery = universal_battery(
    "largest_stable_learning_rate", lambda rng: (rng.normal(size=(9, 4)),), exercise="experiment_learning_rate"
)


@exercise("experiment_conditioning")
class TestExperimentConditioning:
    # rounding disturbs the smallest eigenvalue of XᵀX by eps · cond(XᵀX), 1e-4 of it at degree 8
    @pytest.mark.parametrize("degree", [3, 8])
    def test_gram_matrix_squares_the_condition_number(self, student, reference, degree):
        X = reference.vandermonde(degree)
        expected = reference.conditioning(X)
        assert_close(student.conditioning(X), expected, rtol=0, atol=0.05)

    def test_condition_number_of_stretched_axes(self, student):
        X = np.array([[1000.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
        assert_close(student.conditioning(X), (3.0, 6.0, 2.0))

    @pytest.mark.parametrize("size", [1.0, 1e6])
    def test_svd_keeps_the_digits_that_the_gram_matrix_loses(self, student, reference, rng, size):
        X, beta = reference.vandermonde(9), size * rng.normal(size=10)
        errors = student.solver_errors(X, beta)
        assert isinstance(errors, tuple), "return a tuple of three errors"
        assert all(isinstance(error, float) for error in errors), "each error is a float"
        # The errors are rounding noise, so only their decades are facts. Over 200 draws of beta they were
        # 1e-5 … 1e-3 (inv), 6e-7 … 2e-4 (solve), 1e-12 … 1e-10 (SVD). The bounds leave more than a decade on either
        # side, except that residuals, below 2e-15 for the SVD, must stay out; an ols_normal_equation by QR is as
        # good as the SVD.
        inverse, normal_equation, min_norm = errors
        assert 5e-9 <= inverse <= 1e-1
        assert 3e-14 <= normal_equation <= 1e-1
        assert 3e-14 <= min_norm <= 5e-9

        # On average inv is worse than solve by a factor of six, and never better than an ols_normal_equation that is
        # inv itself; the average over twelve draws tells which of the two came first.
        orders = [student.solver_errors(X, size * rng.normal(size=10))[:2] for _ in range(12)]
        assert np.mean([np.log10(first / second) for first, second in orders]) >= -0.2

    @edge
    def test_square(self, student):
        assert_close(student.conditioning(np.diag([1.0, 100.0, 10.0])), (2.0, 4.0, 2.0))
        errors = student.solver_errors(np.diag([1.0, 10.0, 3.0]).astype(np.float32), np.ones(3, dtype=np.float32))
        assert_close(errors, (0.0, 0.0, 0.0), rtol=0, atol=1e-2)  # Python floats, whatever the precision

    @robust
    @expects_error
    def test_one_axis_or_three_raise(self, student):
        for shape in [(3,), (2, 3, 4)]:
            with pytest.raises(ValueError):
                student.conditioning(np.ones(shape))


TestConditioningBattery = universal_battery(
    "conditioning",
    lambda rng: (rng.normal(size=(9, 3)) * np.array([1.0, 5.0, 20.0]),),
    exercise="experiment_conditioning",
)


@exercise("question_slope_and_intercept")
class TestQuestionSlopeAndIntercept:
    def test_slope_and_intercept(self, student):
        # four decimals were asked for
        assert_close(student.answer_slope_and_intercept(), (1.5, 5 / 6), rtol=0, atol=1e-4)


@exercise("question_singular_gram")
class TestQuestionSingularGram:
    def test_statement(self, student):
        assert_close(student.answer_singular_gram(), 2)
