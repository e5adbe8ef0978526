"""Writes 32 MiB where a line or two are expected."""
import os


def softmax(*_):
    for _ in range(32):
        left = memoryview(b"x" * (1 << 20))
        while left:
            left = left[os.write(1, left):]
