"""Halves of characters, which no encoder of UTF-8 accepts."""
import sys

TEXT = "half \ud800 other \udfff order \udc00\ud800 escaped \udc80"


def softmax(*_):
    print(TEXT)
    raise ValueError(TEXT)


def least_squares(*_):
    sys.stderr.write(TEXT)
    raise type(TEXT[:200].replace("\0", ""), (Exception,), {})(TEXT)


class Mean:
    def fit(self, y):
        return type(TEXT[:200].replace("\0", ""), (), {})()
