"""An exception whose text takes forever to make."""

import time


class Slow(Exception):
    def __str__(self):
        time.sleep(60)
        return "passed"


def attack():
    raise Slow


def softmax(x):
    attack()


def least_squares(X, y):
    attack()


class Mean:
    def fit(self, y):
        attack()

    def predict(self, n):
        attack()
