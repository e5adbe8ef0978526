"""Fills its arguments again and again and returns them in lists, so that all of it crosses each time."""

import numpy as np


def softmax(x):
    x[...] += 1
    return [x] * 1000


def least_squares(X, y):
    X *= 2
    return [X, y, X.T, y[::-1]] * 1000


class Mean:
    mean = 0.0

    def fit(self, y):
        y *= 0.5
        return [y[i:] for i in range(len(y))] * 100

    def predict(self, n):
        return np.zeros((n, 1))
