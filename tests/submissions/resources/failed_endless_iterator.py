"""Returns iterators and generators that never end."""
import itertools


def softmax(*_):
    return iter(int, 1)


def least_squares(*_):
    return itertools.count()


def Mean():
    while True:
        yield None
