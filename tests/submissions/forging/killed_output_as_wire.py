"""Puts its output in the place of the wire."""
import os


def softmax(*_):
    os.dup2(1, 3)


least_squares = Mean = softmax
