"""Reorders what the reader sees: overrides, isolates and marks of direction."""
import sys

TEXT = "\u202e01/01 :erocs\u202c \u2066\u2067x\u2069\u200e\u200f\u061c"


def softmax(*_):
    print(TEXT)
    raise ValueError(TEXT)


def least_squares(*_):
    sys.stderr.write(TEXT)
    raise type(TEXT[:200].replace("\0", ""), (Exception,), {})(TEXT)


class Mean:
    def fit(self, y):
        return type(TEXT[:200].replace("\0", ""), (), {})()
