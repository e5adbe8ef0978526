"""Warns three thousand times a call, each time at length."""
import warnings


def softmax(*_):
    for number in range(3_000):
        warnings.warn(f"{number} " + "w" * 10_000, category=(UserWarning, BytesWarning, SyntaxWarning)[number % 3])


least_squares = softmax
