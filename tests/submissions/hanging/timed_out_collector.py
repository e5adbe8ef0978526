"""Loops whenever the garbage collector begins."""
import gc


def loop(*_):
    while True:
        pass


gc.callbacks.append(loop)


def softmax(*_):
    gc.collect()


least_squares = Mean = softmax
