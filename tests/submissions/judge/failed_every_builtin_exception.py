"""Raises every builtin exception in turn, those included that interpreter and pytest take for signals of their own."""

import builtins

KINDS = [kind for kind in vars(builtins).values() if isinstance(kind, type) and issubclass(kind, BaseException)]
KINDS = [kind for kind in KINDS if kind is not NotImplementedError and not issubclass(kind, BaseExceptionGroup)]
turn = iter(KINDS * 10)


def attack():
    for kind in turn:
        try:
            error = kind("passed")
        except TypeError:
            continue
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
