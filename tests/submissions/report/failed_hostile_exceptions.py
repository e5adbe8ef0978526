"""Exceptions that lie about their class, their bases, their traceback and their notes."""


class Order(type):
    def mro(cls):
        return [cls, *type.mro(cls)[1:]]

    @property
    def __mro__(cls):
        raise SystemExit(0)

    @property
    def __name__(cls):
        return ["AssertionError"] * 1000

    def __instancecheck__(cls, _):
        return True

    def __subclasscheck__(cls, _):
        return True


class Lie(Exception, metaclass=Order):
    __module__ = "grader.verdict"
    __notes__ = property(lambda self: 1 / 0)

    @property
    def __traceback__(self):
        return self

    @property
    def student_fault(self):
        return None


def softmax(*_):
    raise Lie("x")


least_squares = softmax


def Mean():
    error = ExceptionGroup("g" * 1000, [Lie("x"), *(ValueError(i) for i in range(1000))])
    error.add_note("n" * 100_000)
    raise error from Lie("y")
