"""Aborts."""
import os


def softmax(*_):
    os.abort()


least_squares = Mean = softmax
