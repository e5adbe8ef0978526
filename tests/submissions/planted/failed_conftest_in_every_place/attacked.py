"""conftest.py in folders named as a suite's might be, and a plugin that bears an entry point."""


def softmax(x):
    return None


def least_squares(X, y):
    return None


class Mean:
    pass
