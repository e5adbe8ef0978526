"""An exception with a text of sixty megabytes."""


def attack():
    raise ValueError("A" * (60 << 20))


def softmax(x):
    attack()


def least_squares(X, y):
    attack()


class Mean:
    def fit(self, y):
        attack()

    def predict(self, n):
        attack()
