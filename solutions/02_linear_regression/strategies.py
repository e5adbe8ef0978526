"""Inputs for each exercise, small first: among them the smallest that shows a mistake is searched for."""

import numpy as np
from hypothesis import strategies as st

from grader.testing.strategies import arrays, inputs, numbers, sizes

DTYPES = st.sampled_from([np.float64, np.float32])


def samples(draw, least=1):
    """Draw X (N, D) and y (N,) of one dtype."""
    n, d, dtype = draw(sizes(least)), draw(sizes()), draw(DTYPES)
    return draw(arrays(n, d, dtype=dtype)), draw(arrays(n, dtype=dtype))


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
