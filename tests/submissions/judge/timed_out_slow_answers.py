"""Takes just less than the limit for every call, so that each is in time and all together are not."""

import time


def trick(shape):
    time.sleep(0.9)
    return 0.0


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
