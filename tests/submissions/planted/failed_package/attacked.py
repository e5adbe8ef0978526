"""The folder is a package: its __init__.py and __main__.py come before what is in it."""


def softmax(x):
    return None


def least_squares(X, y):
    return None


class Mean:
    pass
