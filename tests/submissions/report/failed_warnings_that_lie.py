"""Warnings with hostile texts, classes and places."""
import warnings


class Passed(UserWarning):
    def __str__(self):
        return "\x1b[2J\u202epassed" * 1000


Passed.__name__ = "PytestWarning\n::error::x"


def softmax(*_):
    warnings.warn(Passed())
    warnings.warn_explicit("x", Passed, "\x1b[31m/etc/passwd", -1, module="grader.judge")
    warnings.showwarning = lambda *_: 1 / 0
    warnings.simplefilter("error")
    warnings.warn("raised", DeprecationWarning)


least_squares = Mean = softmax
