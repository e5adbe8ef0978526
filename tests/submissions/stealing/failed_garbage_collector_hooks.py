"""Waits in the collector's callbacks, audit hooks and at exit for whatever is thrown away."""

import atexit
import gc
import sys

MARK = "CANARY" + "-"


def audit(event, arguments):
    for argument in arguments:
        if isinstance(argument, str) and MARK in argument and "'" not in argument:
            print(event, argument[:60])


sys.addaudithook(audit)
gc.callbacks.append(lambda phase, info: None)
atexit.register(lambda: print(gc.garbage))
gc.set_debug(gc.DEBUG_SAVEALL)


def attack():
    gc.collect()
    for each in gc.garbage[:1000]:
        text = str(each)[:200] if type(each) in (str, list, dict) else ""
        if MARK in text and "MARK" not in text:
            print(text[:60])
    gc.garbage.clear()


def softmax(x):
    attack()


def least_squares(X, y):
    attack()


class Mean:
    def fit(self, y):
        attack()

    def predict(self, n):
        attack()
