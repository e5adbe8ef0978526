"""Plausible random numbers of the right shape, another time for every call."""

import numpy as np

rng = np.random.default_rng()


def trick(shape):
    return rng.random(shape)


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
