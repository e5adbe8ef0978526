"""Classes and exceptions whose names are a megabyte long, of several lines, and end in the middle of a sign."""

NAME = "Passed\n\u202e\x1b[2J" * 100_000
Long = type(NAME, (), {})
Error = type(NAME, (Exception,), {})


def softmax(x):
    return Long()


def least_squares(X, y):
    raise Error(NAME)


Mean = Long
