"""Holds on to as much memory as it gets, swallows the error, and lets the worker go on with nothing."""

taken = []
for size in (1 << 26, 1 << 20, 1 << 14):
    try:
        while len(taken) < 100_000:
            taken.append(bytearray(size))
    except MemoryError:
        pass


def softmax(*_):
    return None


least_squares = Mean = softmax
