"""Inputs for each exercise, small first: among them the smallest that shows a mistake is searched for."""

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from grader.testing.strategies import arrays, inputs, numbers, sizes

DTYPES = st.sampled_from([np.float64, np.float32])
WHOLE = numbers(0.0, 1.0, 2.0, 3.0, -1.0, -2.0)


def samples(draw, least=1):
    """Draw X (N, D) and y (N,) of one dtype."""
    n, d, dtype = draw(sizes(least)), draw(sizes()), draw(DTYPES)
    return draw(arrays(n, d, of=WHOLE, dtype=dtype)), draw(arrays(n, of=WHOLE, dtype=dtype))


def samples_and_beta(draw):
    """Draw X (N, D), y (N,) and beta (D,)."""
    X, y = samples(draw)
    return X, y, draw(arrays(X.shape[1], dtype=X.dtype))


@inputs("add_bias_column")
def add_bias_column(draw, student):
    return student.add_bias_column(samples(draw)[0])


@inputs("sum_of_squared_errors")
def sum_of_squared_errors(draw, student):
    return student.sum_of_squared_errors(*samples_and_beta(draw))


@inputs("ols_gradient")
def ols_gradient(draw, student):
    return student.ols_gradient(*samples_and_beta(draw))


@inputs("ols_normal_equation")
def ols_normal_equation(draw, student):
    # Whole numbers: whatever the rank, rounding does not decide about it.
    return student.ols_normal_equation(*samples(draw))


@inputs("ols_min_norm")
def ols_min_norm(draw, student):
    X, y = samples(draw)
    return student.ols_min_norm(X, y)


@inputs("ols_min_norm")
def ols_min_norm_of_any_scale(draw, student):
    d = draw(sizes())
    # Between two powers of ten of such singular values there is room for every cutoff that is drawn.
    X = np.diag(draw(arrays(d, of=numbers(1.0, 1e-2, 1e-4, 1e-12, 100.0, 0.0))))
    assume(X.any())
    y = draw(arrays(d, of=WHOLE))
    rcond = draw(st.sampled_from([None, 0.5, 3e-4]))
    return student.ols_min_norm(X, y) if rcond is None else student.ols_min_norm(X, y, rcond)


@inputs("gradient_descent_ols")
def gradient_descent_ols(draw, student):
    X, y = samples(draw)
    lr, n_steps = draw(numbers(0.5, 0.25)), draw(st.integers(0, 3))
    if draw(st.booleans()):
        start = draw(arrays(X.shape[1], dtype=X.dtype))
        return student.gradient_descent_ols(X, y, lr, n_steps, start), start
    return student.gradient_descent_ols(X, y, lr, n_steps)


@inputs("LinearRegression", rtol=1e-4, atol=1e-5)
def linear_regression(draw, student):
    X, y = samples(draw)
    model = student.LinearRegression().fit(X, y)
    if draw(st.booleans()):
        return model.weights, model.bias
    return model.predict(draw(arrays(draw(sizes()), X.shape[1], of=WHOLE, dtype=X.dtype)))


@inputs("experiment_learning_rate", rtol=1e-4)
def largest_stable_learning_rate(draw, student):
    X = draw(arrays(draw(sizes()), draw(sizes()), of=WHOLE))
    assume(X.any())
    return student.largest_stable_learning_rate(X)


@inputs("experiment_learning_rate", rtol=1e-4)
def loss_change(draw, student):
    X, y = samples(draw)
    return student.loss_change(X, y, draw(numbers(0.5, 0.25)), draw(sizes()))


@inputs("experiment_conditioning", rtol=1e-6)
def conditioning(draw, student):
    X = np.diag(draw(arrays(draw(sizes(2)), of=numbers(1.0, 10.0, 100.0))))
    assume(len(set(X.diagonal())) > 1)  # else the quotient is of zeros
    return student.conditioning(X)


@inputs("experiment_conditioning", rtol=0.0, atol=1e-9)
def solver_errors(draw, student):
    X = np.diag(draw(arrays(draw(sizes()), of=numbers(1.0, 2.0, 0.5))))
    return student.solver_errors(X, draw(arrays(X.shape[1], of=numbers(1.0, 2.0, -1.0))))
