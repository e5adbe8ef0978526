"""Syntax errors with lines, texts and files that are no such thing, and code that claims another place."""


def softmax(*_):
    error = SyntaxError("x")
    error.lineno, error.msg, error.filename = 10**400, ["no text"], object()
    raise error


def least_squares(*_):
    error = SyntaxError("\x1b[31mx", ("attacked.py", -(10**18), 1 << 70, "\x1b]0;x\x07"))
    raise error


def Mean():
    exec(compile("\n" * 100_000 + "raise ValueError('here')", "attacked.py", "exec"))
