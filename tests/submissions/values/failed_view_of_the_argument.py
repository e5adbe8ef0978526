"""Returns its argument seen through strides of zero: new numbers for free, and old memory."""

from numpy.lib.stride_tricks import as_strided


def softmax(x):
    return as_strided(x, strides=(0,) * x.ndim)


def least_squares(X, y):
    return as_strided(X, shape=(X.shape[1],), strides=(0,))


class Mean:
    def fit(self, y):
        self.y = y
        return self

    def predict(self, n):
        return as_strided(self.y, shape=(n,), strides=(0,))
