"""Closes the wire in the middle of a call."""
import os


def softmax(*_):
    os.close(3)


least_squares = Mean = softmax
