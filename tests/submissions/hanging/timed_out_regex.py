"""A regular expression that backtracks for longer than the world has stood, inside one call to C."""
import re


def softmax(*_):
    re.match("(a+)+$", "a" * 60 + "b")


least_squares = Mean = softmax
