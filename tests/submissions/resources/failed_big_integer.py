"""Returns an integer of 32 MiB, whose digits take for ever to print."""


def softmax(*_):
    return 1 << (1 << 28)


least_squares = Mean = softmax
