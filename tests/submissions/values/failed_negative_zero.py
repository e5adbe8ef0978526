"""Negative zeros, whose reciprocals and signs are others and which equal zero."""

import numpy as np


def trick(shape):
    return np.full(shape, -0.0)


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
