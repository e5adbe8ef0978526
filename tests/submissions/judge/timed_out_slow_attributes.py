"""Attributes, items and operators that answer just in time, each with another object of the kind."""

import time


class Slow:
    def __getattr__(self, name):
        time.sleep(0.8)
        return Slow()

    def __call__(self, *arguments):
        time.sleep(0.8)
        return self


softmax = least_squares = Mean = Slow()
