"""A question whose operation is a number and whose keywords are a list."""

import os
import struct
import sys


def write(kind, call, payload):
    data = struct.pack("<IIB", len(payload), call, kind) + payload
    while data:
        data = data[os.write(3, data) :]


NO_CHANGES, NOTHING_ELSE = b"i" + bytes(8), b"t\2\0\0\0" + b"t\0\0\0\0" * 2


def trick(shape):
    write(1, 1, b"t\3\0\0\0" + b"i" + bytes(8) + b"N" + b"N" + b"t\0\0\0\0" + b"l\0\0\0\0")
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
