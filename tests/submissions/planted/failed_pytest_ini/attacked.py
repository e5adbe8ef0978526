"""Configuration of pytest beside it: a plugin of its own, and no test that could fail."""


def softmax(x):
    return None


def least_squares(X, y):
    return None


class Mean:
    pass
