"""The same in the other files where pytest, setuptools and tox look for configuration."""


def softmax(x):
    return None


def least_squares(X, y):
    return None


class Mean:
    pass
