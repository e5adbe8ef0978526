"""Never answers."""


def softmax(*_):
    while True:
        pass


least_squares = Mean = softmax
