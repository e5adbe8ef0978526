"""Prints from a thread, also while nobody asks anything of the worker."""
import sys
import threading
import time


def flood():
    end = time.monotonic() + 3
    while time.monotonic() < end:
        sys.stdout.write("y\n" * 1000)
        sys.stderr.write("z" * 1000)


threading.Thread(target=flood, daemon=True).start()


def softmax(*_):
    return None


least_squares = Mean = softmax
