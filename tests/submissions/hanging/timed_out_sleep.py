"""Sleeps for days, without a second of processor time."""
import time


def softmax(*_):
    time.sleep(1e6)


least_squares = Mean = softmax
