"""sitecustomize.py and usercustomize.py, which an interpreter imports as it starts."""


def softmax(x):
    return None


def least_squares(X, y):
    return None


class Mean:
    pass
