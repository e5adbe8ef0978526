"""Promises a frame of 64 MiB and sends but its first bytes."""

import os
import struct
import time


def trick(shape):
    os.write(3, struct.pack("<IIB", 64 << 20, 3, 2) + b"i")
    time.sleep(100)


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
