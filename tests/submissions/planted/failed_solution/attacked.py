"""A solution of its own beside it, which agrees with whatever is handed in."""


def softmax(x):
    return None


def least_squares(X, y):
    return None


class Mean:
    pass
