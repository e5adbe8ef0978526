"""A .pth file, whose lines an interpreter executes for each folder of packages."""


def softmax(x):
    return None


def least_squares(X, y):
    return None


class Mean:
    pass
