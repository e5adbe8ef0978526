"""An exception with a hundred thousand causes, and itself among them."""


def attack():
    error = last = ValueError("first")
    for number in range(100_000):
        cause = KeyError(number)
        last.__cause__ = last.__context__ = cause
        last = cause
    last.__context__ = error
    raise error


def softmax(x):
    attack()


def least_squares(X, y):
    attack()


class Mean:
    def fit(self, y):
        attack()

    def predict(self, n):
        attack()
