"""Raises an exception whose text takes for ever."""


class Endless(Exception):
    def __str__(self):
        while True:
            pass


def softmax(*_):
    raise Endless


least_squares = Mean = softmax
