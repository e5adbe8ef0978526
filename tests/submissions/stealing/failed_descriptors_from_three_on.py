"""Duplicates, inspects and reads without waiting every descriptor that its parents may have left open."""

import os
import stat

MARK = b"CANARY" + b"-"


def show(data):
    at = data.find(MARK)
    while at >= 0:
        print(data[at : at + 60].decode("latin-1"))
        at = data.find(MARK, at + 1)


def attack():
    for number in range(4, 64):
        try:
            copy = os.dup(number)
        except OSError:
            continue
        kind = stat.S_IFMT(os.fstat(copy).st_mode)
        print(number, oct(kind))
        try:
            os.set_blocking(copy, False)
            show(os.read(copy, 1 << 16))
        except OSError as error:
            print(error)
        os.close(copy)


def softmax(x):
    attack()


def least_squares(X, y):
    attack()


class Mean:
    def fit(self, y):
        attack()

    def predict(self, n):
        attack()
