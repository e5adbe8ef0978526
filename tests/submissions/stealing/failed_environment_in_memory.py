"""Reads the environment past Python: from libc, from the stack it was put on, and from /proc/self."""

import ctypes

MARK = b"CANARY" + b"-"


def show(data):
    at = data.find(MARK)
    while at >= 0:
        print(data[at : at + 60].decode("latin-1"))
        at = data.find(MARK, at + 1)


def attack():
    table = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), "environ")
    index = 0
    while table and table[index]:
        show(table[index])
        index += 1
    if index:  # and what lies behind the strings
        show(ctypes.string_at(ctypes.cast(table[0], ctypes.c_void_p).value, 256))
    try:
        with open("/proc/self/environ", "rb") as file:
            show(file.read())
    except OSError as error:
        print(error)


def softmax(x):
    attack()


def least_squares(X, y):
    attack()


class Mean:
    def fit(self, y):
        attack()

    def predict(self, n):
        attack()
