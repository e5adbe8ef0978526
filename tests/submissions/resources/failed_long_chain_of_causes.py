"""Raises an exception with a hundred thousand causes."""


def softmax(*_):
    last = ValueError("the first")
    for _ in range(100_000):
        error = ValueError("x")
        error.__cause__, error.__context__, last = last, last, error
    raise last


least_squares = softmax
