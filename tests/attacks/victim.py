"""An honest, right submission: whatever the one beside it does, its report is the same."""

import numpy as np


def softmax(x):
    shifted = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return shifted / np.sum(shifted, axis=-1, keepdims=True)


def least_squares(X, y):
    q, r = np.linalg.qr(X)
    return np.linalg.solve(r, q.T @ y)


class Mean:
    def fit(self, y):
        self.mean = float(np.sum(y) / len(y))
        return self

    def predict(self, n):
        return np.array([self.mean] * n)
