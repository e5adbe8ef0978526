"""Returns a list a hundred thousand levels deep."""


def softmax(*_):
    nested = []
    for _ in range(100_000):
        nested = [nested]
    return nested


least_squares = Mean = softmax
