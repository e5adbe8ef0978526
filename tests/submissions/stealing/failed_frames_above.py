"""Reads the local and global variables of all frames that called it, and of all other threads."""

import sys

MARK = "CANARY" + "-"


def attack():
    for frame in (sys._getframe(), *sys._current_frames().values()):
        while frame is not None:
            for name, value in (*frame.f_locals.items(), *frame.f_globals.items()):
                if name in ("expected", "reference", "secret") or (type(value) is str and MARK in value[:2000]):
                    print(frame.f_code.co_filename, name, str(value)[:60] if name != "MARK" else "")
            frame = frame.f_back


def softmax(x):
    attack()


def least_squares(X, y):
    attack()


class Mean:
    def fit(self, y):
        attack()

    def predict(self, n):
        attack()
