"""Hides a NotImplementedError in a group, as a cause, and behind a class whose order of bases is made up."""


class Order(type):
    def mro(cls):
        return [cls, NotImplementedError, RuntimeError, Exception, BaseException, object]


class Lie(NotImplementedError, metaclass=Order):
    pass


Lie.__name__ = "NotImplementedError"


def softmax(*_):
    raise Lie


def least_squares(*_):
    raise ExceptionGroup("all is well", [NotImplementedError("passed")])


def Mean(*_):
    raise KeyError from NotImplementedError()
