"""NaN with every payload, and long doubles whose bits are no number at all."""

import numpy as np


def trick(shape):
    if len(shape) == 1:
        return np.frombuffer(b"\xff\x00\x55\xaa" * (4 * shape[0]), dtype=np.longdouble)
    return np.full(shape, 0x7FF0000000000001, dtype=np.int64).view(float)


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
