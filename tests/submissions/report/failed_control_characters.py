"""Every control character, and points that are no characters."""
import sys

TEXT = "".join(map(chr, range(32))) + "\x7f\x80\x85\x9f\ufffe\uffff\U0010ffff\u2028\u2029\ufeff"


def softmax(*_):
    print(TEXT)
    raise ValueError(TEXT)


def least_squares(*_):
    sys.stderr.write(TEXT)
    raise type(TEXT[:200].replace("\0", ""), (Exception,), {})(TEXT)


class Mean:
    def fit(self, y):
        return type(TEXT[:200].replace("\0", ""), (), {})()
