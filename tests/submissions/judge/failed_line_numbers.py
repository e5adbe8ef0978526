"""Faults on lines that do not exist: before the first, behind the last, of no number at all."""

CODE = "\n" * 2_000_000 + "def fail():\n    raise KeyError('passed')"
space = {}
exec(compile(CODE, "attacked.py", "exec"), space)


def softmax(x):
    space["fail"]()


def least_squares(X, y):
    raise SyntaxError("passed", ("attacked.py", -5, "line", "passed"))


class Mean:
    def fit(self, y):
        raise IndentationError("passed")
