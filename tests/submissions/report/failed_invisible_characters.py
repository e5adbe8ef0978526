"""Joins, tags, selectors and fillers that nobody sees, and marks that pile up."""
import sys

TEXT = "1\u200b0\u2060/\ufe0f1\U000e00310\u3164\u115f" + "e" + "\u0301" * 5000


def softmax(*_):
    print(TEXT)
    raise ValueError(TEXT)


def least_squares(*_):
    sys.stderr.write(TEXT)
    raise type(TEXT[:200].replace("\0", ""), (Exception,), {})(TEXT)


class Mean:
    def fit(self, y):
        return type(TEXT[:200].replace("\0", ""), (), {})()
