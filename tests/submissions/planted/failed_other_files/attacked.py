"""Imports a helper that lies beside it, through the folder and through an archive."""

import os
import sys

sys.path[:0] = ["", ".", os.path.dirname(__file__) or os.getcwd(), "attacked.zip"]
try:
    import helper
except ImportError as error:
    print(error)


def softmax(x):
    return None


def least_squares(X, y):
    return None


class Mean:
    pass
