"""Overflows the stack of C with the recursion limit lifted; where Python counts that stack by itself, crashes otherwise."""
import ctypes
import sys

sys.setrecursionlimit(1 << 30)


def softmax(*_):
    nested = []
    for _ in range(1_000_000):
        nested = [nested]
    try:
        repr(nested)
    finally:
        ctypes.string_at(0)


least_squares = Mean = softmax
