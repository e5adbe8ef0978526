"""Opens files and pipes until there are no descriptors left, neither for itself nor for the worker."""
import contextlib
import os

kept = []
with contextlib.suppress(OSError):
    while True:
        kept.append(os.dup(0))


def softmax(*_):
    return os.pipe()


least_squares = Mean = softmax
