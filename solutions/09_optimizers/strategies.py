"""Inputs for each exercise, small first: among them the smallest that shows a mistake is searched for."""

import numpy as np
from hypothesis import strategies as st

from grader.testing.programs import Code
from grader.testing.strategies import arrays, inputs, numbers, sizes

DTYPES = st.sampled_from([np.float64, np.float32])
RATES = numbers(0.5, 0.25, 1.0)
MEMORY = numbers(0.5, 0.75, 0.0)
BOWL = Code("lambda params: (float((params['w'] ** 2).sum()), {'w': 2 * params['w']})")


def stepped(draw, optimizer):
    """Take one or several steps from one start; return the parameters, which change in place, and what came last."""
    shape, dtype = draw(st.sampled_from([(1,), (2,), (2, 2)])), draw(DTYPES)
    params = {name: draw(arrays(*shape, dtype=dtype)) for name in draw(st.sampled_from(["w", "wb"]))}
    for _ in range(draw(sizes())):
        grads = {name: draw(arrays(*shape, dtype=dtype)) for name in params}
        optimizer.step(params, grads)
    return params, [*params.values()], grads


@inputs("SGD")
def sgd(draw, student):
    _, after, grads = stepped(draw, student.SGD(draw(RATES)))
    return after, grads


@inputs("Momentum")
def momentum(draw, student):
    optimizer = student.Momentum(draw(RATES), draw(MEMORY))
    _, after, _ = stepped(draw, optimizer)
    return after, optimizer.velocity["w"]


@inputs("NAG")
def nag(draw, student):
    optimizer = student.NAG(draw(RATES), draw(MEMORY))
    params, after, _ = stepped(draw, optimizer)
    return after, optimizer.lookahead(params)["w"], optimizer.velocity["w"]


@inputs("Adagrad")
def adagrad(draw, student):
    optimizer = student.Adagrad(draw(RATES), draw(numbers(1e-10, 0.5)))
    _, after, _ = stepped(draw, optimizer)
    return after, optimizer.G["w"]


@inputs("Adadelta")
def adadelta(draw, student):
    optimizer = student.Adadelta(draw(MEMORY), draw(numbers(1e-6, 0.5)))
    _, after, _ = stepped(draw, optimizer)
    return after, optimizer.G["w"], optimizer.H["w"]


@inputs("RMSprop")
def rmsprop(draw, student):
    optimizer = student.RMSprop(draw(RATES), draw(MEMORY), draw(numbers(1e-8, 0.5)))
    _, after, _ = stepped(draw, optimizer)
    return after, optimizer.G["w"]


@inputs("exponential_moving_average")
def exponential_moving_average(draw, student):
    x = draw(arrays(*draw(st.sampled_from([(1,), (2,), (3,), (2, 2), (0,)])), dtype=draw(DTYPES)))
    if draw(st.booleans()):
        return student.exponential_moving_average(x, draw(MEMORY), bias_correction=False)
    return student.exponential_moving_average(x, draw(MEMORY))


@inputs("Adam")
def adam(draw, student):
    optimizer = student.Adam(draw(RATES), draw(MEMORY), draw(MEMORY), draw(numbers(1e-8, 0.5)))
    _, after, _ = stepped(draw, optimizer)
    return after, optimizer.m["w"], optimizer.v["w"], optimizer.t


@inputs("minimize")
def minimize(draw, student):
    params = {"w": draw(arrays(draw(sizes()), of=numbers(1.0, -1.0, 2.0)))}
    rate = draw(numbers(0.25, 0.125))
    optimizer = student.NAG(rate, 0.5) if draw(st.booleans()) else student.SGD(rate)
    return student.minimize(BOWL, params, optimizer, draw(sizes(0))), params


@inputs("experiment_seven_trails", rtol=1e-6)
def final_losses(draw, student):
    return student.final_losses(draw(sizes(0)))


@inputs("experiment_swinging")
def count_sign_changes(draw, student):
    return student.count_sign_changes(
        draw(numbers(0.5, 0.0, 0.75)), draw(RATES), draw(numbers(1.0, 3.0)), draw(sizes(1, 8))
    )


@inputs("experiment_swinging")
def is_underdamped(draw, student):
    return student.is_underdamped(
        draw(numbers(0.5, 0.0, 0.75)), draw(numbers(0.5, 0.125)), draw(numbers(1.0, 3.0, 0.5))
    )


@inputs("experiment_slowing_down")
def step_lengths(draw, student):
    optimizer = student.Adagrad(0.5) if draw(st.booleans()) else student.SGD(0.5)
    return student.step_lengths(optimizer, draw(sizes(1, 4)))
