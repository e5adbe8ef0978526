"""Kills its own process; the first of a namespace cannot, and leaves instead."""
import os
import signal


def softmax(*_):
    os.kill(os.getpid(), signal.SIGKILL)
    os._exit(0)


least_squares = Mean = softmax
