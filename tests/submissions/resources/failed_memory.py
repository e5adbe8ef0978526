"""Takes memory until there is none."""
import numpy as np


def softmax(*_):
    taken = []
    while True:
        taken.append(np.zeros(1 << 24))


least_squares = Mean = softmax
