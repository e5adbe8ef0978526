"""Returns memory before and behind its argument: whatever lies there."""

from numpy.lib.stride_tricks import as_strided


def softmax(x):
    return as_strided(x, shape=(64,), strides=(8,))


def least_squares(X, y):
    return as_strided(y, shape=(X.shape[1],), strides=(-8,))


class Mean:
    def fit(self, y):
        self.y = y
        return self

    def predict(self, n):
        return as_strided(self.y, shape=(n,), strides=(1 << 12,))
