"""Has the interpreter call an endless function before the worker's own next one."""
import sys


def loop(*_):
    while True:
        pass


def softmax(*_):
    sys.settrace(loop)
    sys.setprofile(loop)


least_squares = Mean = softmax
