"""Returns more objects than anybody wants handles of."""


def softmax(*_):
    return [object() for _ in range(10_000)]


def least_squares(*_):
    return [object() for _ in range(1_000_000)]
