"""Reads address 0."""
import ctypes


def softmax(*_):
    return ctypes.string_at(0)


least_squares = Mean = softmax
