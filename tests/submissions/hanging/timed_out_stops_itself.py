"""Stops its own process, as ctrl-Z would; where that is ignored, sleeps."""
import os
import signal
import time


def softmax(*_):
    os.kill(os.getpid(), signal.SIGSTOP)
    time.sleep(1e6)


least_squares = Mean = softmax
