"""Answers every operator with NotImplemented, so that each comparison falls back to identity."""


class Shrug:
    def __getattr__(self, name):
        return lambda *_: NotImplemented

    __eq__ = __ne__ = __sub__ = __rsub__ = __le__ = __ge__ = __add__ = lambda *_: NotImplemented
    __hash__ = None


def softmax(*_):
    return NotImplemented


def least_squares(*_):
    return Shrug()


Mean = Shrug
