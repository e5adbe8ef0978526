"""Modules named as those of the standard library that everybody imports, which end the process well."""

import json
import random

print(json.__file__, random.__file__)


def softmax(x):
    return None


def least_squares(X, y):
    return None


class Mean:
    pass
