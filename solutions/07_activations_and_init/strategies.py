"""Inputs for each exercise, small first: among them the smallest that shows a mistake is searched for."""

import itertools

import numpy as np
from hypothesis import strategies as st

from grader.testing.programs import Code
from grader.testing.strategies import arrays, inputs, numbers, sizes

DTYPES = st.sampled_from([np.float64, np.float32])
VALUES = numbers(0.0, 1.0, -1.0, 2.0, -2.0, 0.5, 1e-9, -1e-9, 700.0, -700.0, 800.0, -800.0)
RNG = Code("np.random.default_rng(0)")


def values(draw, dtypes=DTYPES):
    """Draw one array of numbers, among them such as overflow in an exponential."""
    shape = draw(st.sampled_from([(1,), (2,), (2, 2), (3,)]))
    dtype = draw(dtypes)
    # Of single precision only what keeps its digits there.
    return draw(arrays(*shape, of=VALUES if dtype == np.float64 else numbers(), dtype=dtype))


def either(draw, function, slope, *arguments):
    """Ask for the function or for its slope."""
    return slope(*arguments) if draw(st.booleans()) else function(*arguments)


# Single precision has no more digits than these, and small numbers keep theirs.
@inputs("sigmoid", rtol=1e-5, atol=1e-15)
def sigmoid(draw, student):
    return either(draw, student.sigmoid, student.sigmoid_grad, values(draw))


@inputs("tanh", rtol=1e-5, atol=1e-12)
def tanh(draw, student):
    # The slope is a difference, which has few digits left in single precision.
    return either(draw, student.tanh, student.tanh_grad, values(draw, st.just(np.float64)))


@inputs("relu")
def relu(draw, student):
    x = values(draw)
    result = either(draw, student.relu, student.relu_grad, x)
    return (result, x) if draw(st.booleans()) else result


@inputs("leaky_relu")
def leaky_relu(draw, student):
    x, alpha = values(draw), draw(st.sampled_from([None, 0.5, 0.0, 2.0]))
    return either(draw, student.leaky_relu, student.leaky_relu_grad, *([x] if alpha is None else [x, alpha]))


@inputs("elu", rtol=1e-5, atol=1e-15)
def elu(draw, student):
    x, alpha = values(draw), draw(st.sampled_from([None, 0.5, 2.0]))
    return either(draw, student.elu, student.elu_grad, *([x] if alpha is None else [x, alpha]))


@inputs("gaussian_init")
def gaussian_init(draw, student):
    return student.gaussian_init(draw(sizes()), draw(sizes()), draw(numbers(1.0, 0.5, 2.0, 0.0)), RNG)


@inputs("xavier_normal")
def xavier_normal(draw, student):
    return student.xavier_normal(draw(sizes()), draw(sizes()), RNG)


@inputs("he_normal")
def he_normal(draw, student):
    return student.he_normal(draw(sizes()), draw(sizes()), RNG)


@inputs("activation_statistics")
def activation_statistics(draw, student):
    n, *widths = draw(sizes()), *draw(st.lists(sizes(1, 2), min_size=2, max_size=3))
    weights = [draw(arrays(d_in, d_out)) for d_in, d_out in itertools.pairwise(widths)]
    activation = draw(st.sampled_from([Code("np.abs"), Code("lambda z: np.maximum(z, 0)")]))
    return student.activation_statistics(draw(arrays(n, widths[0])), weights, activation)


@inputs("dead_relu_fraction")
def dead_relu_fraction(draw, student):
    return student.dead_relu_fraction(draw(arrays(draw(sizes()), draw(sizes()), of=numbers(0.0, 1.0, -1.0))))


@inputs("experiment_depth")
def stds_through_depth(draw, student):
    scheme = draw(st.sampled_from(["small", "xavier", "large", "he", "halved"]))
    return student.stds_through_depth(scheme, draw(arrays(draw(sizes()), draw(sizes(1, 2)))), draw(sizes()), RNG)


@inputs("experiment_shared_sign")
def sign_agreement(draw, student):
    n, d = draw(sizes()), draw(sizes())
    few = numbers(1.0, -1.0, 0.0)
    return student.sign_agreement(draw(arrays(n, d, of=few)), draw(arrays(d, of=few)), draw(arrays(n, of=few)))
