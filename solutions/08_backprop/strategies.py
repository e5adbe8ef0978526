"""Inputs for each exercise, small first: among them the smallest that shows a mistake is searched for."""

import itertools

import numpy as np
from hypothesis import strategies as st

from grader.testing.programs import Code
from grader.testing.strategies import arrays, inputs, numbers, sizes

DTYPES = st.sampled_from([np.float64, np.float32])
LOSSES = st.sampled_from(
    [Code("lambda x: float(x.sum())"), Code("lambda x: float((x ** 2).sum())"), Code("lambda x: float((x ** 3).sum())")]
)
SHAPES = st.sampled_from([(1,), (2,), (2, 2), ()])
RNG = Code("np.random.default_rng(0)")


@inputs("numerical_gradient", rtol=1e-5, atol=1e-6)
def numerical_gradient(draw, student):
    x = draw(arrays(*draw(SHAPES), dtype=draw(DTYPES)))
    h = draw(st.sampled_from([None, 0.5]))
    return student.numerical_gradient(draw(LOSSES), x, *([] if h is None else [h]))


@inputs("relative_error")
def relative_error(draw, student):
    shape = draw(st.sampled_from([(1,), (2,), (2, 2), (0,)]))
    return student.relative_error(draw(arrays(*shape)), draw(arrays(*shape)))


@inputs("Scalar")
def scalar(draw, student):
    x, y = student.Scalar(draw(numbers())), student.Scalar(draw(numbers(1.0, 2.0, -1.0, 0.5)))
    results = {
        "sum": lambda: x + y,
        "difference": lambda: x - y,
        "product": lambda: x * y,
        "quotient": lambda: x / y,
        "square": lambda: x * x,
        "power": lambda: y**3,
        "reciprocal": lambda: 1 / y,
        "less": lambda: 1 - x,
        "exp": lambda: x.exp() * y,
        "tanh": lambda: x.tanh() * y,
        "relu": lambda: x.relu() * y,
        "twice": lambda: (x * y + x) * y,
        "shared": lambda: (x + y).tanh() * (x + y),
    }
    result = results[draw(st.sampled_from(sorted(results)))]()
    for _ in range(draw(st.integers(1, 2))):
        result.backward()
    return result.data, x.grad, y.grad


@inputs("linear_layer")
def linear_layer(draw, student):
    leading, d_in, d_out, dtype = (
        draw(st.sampled_from([(1,), (2,), (), (2, 1)])),
        draw(sizes()),
        draw(sizes()),
        draw(DTYPES),
    )
    x, W = draw(arrays(*leading, d_in, dtype=dtype)), draw(arrays(d_in, d_out, dtype=dtype))
    result = student.linear_forward(x, W, draw(arrays(d_out, dtype=dtype)))
    if draw(st.booleans()):
        return student.linear_backward(draw(arrays(*leading, d_out, dtype=dtype)), result[1])
    return result[0]


@inputs("compose_affine")
def compose_affine(draw, student):
    widths = draw(st.lists(sizes(), min_size=2, max_size=4))
    layers = [(draw(arrays(*pair)), draw(arrays(pair[1]))) for pair in itertools.pairwise(widths)]
    return student.compose_affine(layers)


@inputs("mse_loss")
def mse_loss(draw, student):
    shape = draw(st.sampled_from([(1,), (2,), (1, 2), (2, 1), (2, 2)]))
    other = draw(st.sampled_from([shape, shape, (2,)]))
    return student.mse_loss(draw(arrays(*shape)), draw(arrays(*other)))


@inputs("softmax_backward")
def softmax_backward(draw, student):
    leading = draw(st.sampled_from([(), (1,), (2,)]))
    rows = st.sampled_from([(0.5, 0.5), (0.25, 0.75), (0.5, 0.25, 0.25), (0.0, 0.5, 0.5)])
    row = draw(rows)
    dtype = draw(DTYPES)
    s = np.broadcast_to(np.array(row, dtype=dtype), (*leading, len(row))).copy()
    return student.softmax_backward(draw(arrays(*s.shape, dtype=dtype)), s)


@inputs("softmax_cross_entropy", rtol=1e-5, atol=1e-6)
def softmax_cross_entropy(draw, student):
    n, k = draw(sizes()), draw(sizes(2))
    dtype = draw(DTYPES)
    # A float32 near 1000 has four digits behind the point: which are lost depends on the order of a right sum.
    values = numbers(0.0, 1.0, -1.0, 1000.0, -1000.0) if dtype is np.float64 else numbers(0.0, 1.0, -1.0)
    logits = draw(arrays(n, k, of=values, dtype=dtype))
    return student.softmax_cross_entropy(logits, draw(arrays(n, of=st.integers(0, k - 1), dtype=np.int64)))


@inputs("MLP", rtol=1e-6)
def mlp(draw, student):
    n, widths = draw(sizes()), draw(st.lists(sizes(1, 2), min_size=2, max_size=4))
    model = student.MLP(widths, RNG)
    x = draw(arrays(n, widths[0]))
    what = draw(st.sampled_from(["W0", "forward", "loss_and_grads"]))
    if what == "W0":
        return model.params[f"W{len(widths) - 2}"], model.params["b0"]
    if what == "forward":
        return model.forward(x)
    return model.loss_and_grads(x, draw(arrays(n, of=st.integers(0, widths[-1] - 1), dtype=np.int64)))


def _model(draw, student):
    """Make a network of one hidden layer, two inputs and two classes, and samples of it."""
    n = draw(sizes())
    labels = draw(arrays(n, of=st.integers(0, 1), dtype=np.int64))
    return student.MLP([2, 2, 2], RNG), draw(arrays(n, 2)), labels


@inputs("experiment_two_moons", rtol=1e-6)
def train(draw, student):
    model, x, labels = _model(draw, student)
    return student.train(model, x, labels, draw(numbers(0.5, 0.25)), draw(sizes(0)))


@inputs("experiment_two_moons", rtol=1e-6)
def accuracy(draw, student):
    model, x, labels = _model(draw, student)
    return student.accuracy(model, x, labels)


@inputs("experiment_two_moons", rtol=1e-6)
def without_relu(draw, student):
    return student.without_relu(_model(draw, student)[0])


@inputs("experiment_step_size", rtol=1e-4, atol=1e-9)
def difference_errors(draw, student):
    x = draw(numbers(1.0, 2.0, -1.0))
    return student.difference_errors(Code("lambda x: x ** 3"), x, 3 * x**2, draw(numbers(0.5, 0.25, 0.125)))


@inputs("experiment_step_size")
def order_of_error(draw, student):
    m = draw(sizes(2))
    steps = np.array([1.0, 0.5, 0.25][:m])
    return student.order_of_error(steps, draw(arrays(m, of=numbers(1.0, 0.5, 0.25, 0.125))))


@inputs("experiment_step_size")
def best_steps(draw, student):
    steps = np.array(draw(st.permutations([0.5, 0.25, 1.0]))[: draw(sizes(2))])
    return student.best_steps(Code("lambda x: x ** 3"), 1.0, 3.0, steps)
