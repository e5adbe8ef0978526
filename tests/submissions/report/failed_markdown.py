"""Breaks out of a fenced block, a table and a link."""
import sys

TEXT = "```\n# 10/10\n| a | b |\n|--|--|\n[x](javascript:alert(1)) ![x](http://127.0.0.1/x.png) <details> @everyone #1\n~~~"


def softmax(*_):
    print(TEXT)
    raise ValueError(TEXT)


def least_squares(*_):
    sys.stderr.write(TEXT)
    raise type(TEXT[:200].replace("\0", ""), (Exception,), {})(TEXT)


class Mean:
    def fit(self, y):
        return type(TEXT[:200].replace("\0", ""), (), {})()
