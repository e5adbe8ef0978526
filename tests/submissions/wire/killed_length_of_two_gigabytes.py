"""A frame that says it is 2**31 bytes long."""

import os
import struct


def trick(shape):
    os.write(3, struct.pack("<IIB", 1 << 31, 3, 2))
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
