"""Says that nothing is implemented, through a class of its own that only bears the name."""


class NotImplementedError(ValueError):
    pass


def attack():
    raise NotImplementedError("passed")


def softmax(x):
    attack()


def least_squares(X, y):
    attack()


class Mean:
    def fit(self, y):
        attack()

    def predict(self, n):
        attack()
