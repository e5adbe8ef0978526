"""Loops when an object is thrown away, after the call has returned."""


class Last:
    def __del__(self):
        while True:
            pass


def softmax(*_):
    return [Last()].clear()


least_squares = Mean = softmax
