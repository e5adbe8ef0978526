"""Waits for itself, and for a pipe into which nobody writes."""
import os
import threading

lock = threading.Lock()


def softmax(*_):
    lock.acquire()
    lock.acquire()


def least_squares(*_):
    os.read(os.pipe()[0], 1)
