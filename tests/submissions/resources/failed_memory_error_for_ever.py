"""Leaves so little memory that describing the error of it fails, too."""


class Hungry(MemoryError):
    def __str__(self):
        return "x" * (1 << 40)

    @property
    def args(self):
        raise MemoryError


def softmax(*_):
    raise Hungry


least_squares = softmax
