"""Colours, cursor movements, a window's title, a link and a cleared screen."""
import sys

TEXT = "\x1b[2J\x1b[1;1H\x1b[32mPASSED\x1b[0m\x1b]0;10/10\x07\x1b]8;;http://127.0.0.1/\x07link\x1b]8;;\x07\x9b31m\r\x1b[1A10/10"


def softmax(*_):
    print(TEXT)
    raise ValueError(TEXT)


def least_squares(*_):
    sys.stderr.write(TEXT)
    raise type(TEXT[:200].replace("\0", ""), (Exception,), {})(TEXT)


class Mean:
    def fit(self, y):
        return type(TEXT[:200].replace("\0", ""), (), {})()
