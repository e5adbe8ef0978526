"""Inputs for each exercise, small first: among them the smallest that shows a mistake is searched for."""

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from grader.testing.strategies import arrays, inputs, numbers, sizes

DTYPES = st.sampled_from([np.float64, np.float32])
SCORES = numbers(0.0, 1.0, 2.0, -1.0, 1000.0, -1000.0, -np.inf)
CHANCES = ((1.0, 0.0), (0.0, 1.0), (0.5, 0.5), (0.25, 0.75), (0.0, 1.0, 0.0), (0.5, 0.25, 0.25))


TABLES = [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3)]


def scores(draw, *rows):
    """Draw a table of scores, or one of these rows, and the axis that makes a slice of a row or of a column."""
    shape, axis = draw(st.sampled_from([*rows, *TABLES])), draw(st.sampled_from([-1, 0]))
    return draw(arrays(*shape, of=SCORES, dtype=draw(DTYPES))), axis


def asked(function, *values, axis):
    """Name the axis only where it is not the last."""
    return function(*values) if axis == -1 else function(*values, axis=axis)


def distributions(draw, count):
    """Draw so many distributions over the same outcomes, or tables of them in rows."""
    outcomes = draw(st.sampled_from([2, 3]))
    one = st.sampled_from([p for p in CHANCES if len(p) == outcomes])
    rows, dtype = draw(st.sampled_from([0, 1, 2])), draw(DTYPES)
    shapes = one if rows == 0 else st.lists(one, min_size=rows, max_size=rows)
    return [np.array(draw(shapes), dtype=dtype) for _ in range(count)]


@inputs("softmax")
def softmax(draw, student):
    x, axis = scores(draw, (1,), (2,), (3,))
    assume(np.isfinite(x).any(axis=axis).all())
    result = asked(student.softmax, x, axis=axis)
    return (result, x) if draw(st.booleans()) else result


@inputs("log_sum_exp")
def log_sum_exp(draw, student):
    x, axis = scores(draw)  # of a row some return a number, and some an array without axes
    if draw(st.booleans()):
        return student.log_sum_exp(x, axis, keepdims=True)
    return asked(student.log_sum_exp, x, axis=axis)


@inputs("log_softmax")
def log_softmax(draw, student):
    x, axis = scores(draw, (1,), (2,), (3,))
    assume(np.isfinite(x).all())
    return asked(student.log_softmax, x, axis=axis)


@inputs("one_hot")
def one_hot(draw, student):
    classes = draw(sizes())
    label = st.integers(0, classes - 1)
    if draw(st.booleans()):
        return student.one_hot(draw(label), classes)
    shape = draw(st.sampled_from([(1,), (2,), (0,), (2, 2)]))
    return student.one_hot(draw(arrays(*shape, of=label, dtype=np.int64)), classes)


@inputs("one_hot")
def one_hot_of_no_class(draw, student):
    return student.one_hot(draw(arrays(draw(sizes()), of=st.integers(-1, 3), dtype=np.int64)), draw(sizes()))


@inputs("entropy")
def entropy(draw, student):
    return student.entropy(*distributions(draw, 1))


@inputs("cross_entropy")
def cross_entropy(draw, student):
    return student.cross_entropy(*distributions(draw, 2))


@inputs("kl_divergence")
def kl_divergence(draw, student):
    return student.kl_divergence(*distributions(draw, 2))


@inputs("kl_divergence_continuous")
def kl_divergence_continuous(draw, student):
    n = draw(sizes(2, 4))
    density = numbers(1.0, 2.0, 0.5, 0.0, 4.0)
    x = np.cumsum(draw(arrays(n, of=numbers(1.0, 2.0, 0.5))))
    return student.kl_divergence_continuous(draw(arrays(n, of=density)), draw(arrays(n, of=density)), x)


@inputs("experiment_overflow")
def largest_finite_exponent(draw, student):
    return student.largest_finite_exponent(draw(st.sampled_from(["float64", "float32", "float16"])))


@inputs("experiment_overflow")
def first_broken_scale(draw, student):
    scales = draw(st.lists(numbers(1.0, 50.0, 100.0, 1000.0), min_size=1, max_size=3))
    x = draw(arrays(draw(sizes(2)), of=numbers(0.0, 1.0, -1.0, 10.0), dtype=draw(DTYPES)))
    return student.first_broken_scale(x, scales)


@inputs("experiment_asymmetry")
def bernoulli_divergences(draw, student):
    chance = numbers(0.5, 0.25, 0.75, 0.0, 1.0)
    return student.bernoulli_divergences(draw(arrays(draw(sizes()), of=chance, dtype=draw(DTYPES))), draw(chance))
