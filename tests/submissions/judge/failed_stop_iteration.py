"""StopIteration and GeneratorExit, which end whatever generator they pass through."""

turn = iter((StopIteration(1), StopAsyncIteration(2), GeneratorExit(3)) * 20)


def attack():
    raise next(turn)


def softmax(x):
    attack()


def least_squares(X, y):
    attack()


class Mean:
    def fit(self, y):
        attack()

    def predict(self, n):
        attack()
