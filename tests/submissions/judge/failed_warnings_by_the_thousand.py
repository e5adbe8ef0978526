"""Ten thousand warnings a call, some with texts of a megabyte, each another text."""

import itertools
import warnings

count = itertools.count()


def trick(shape):
    for _ in range(3000):
        warnings.warn(f"warning {next(count)}", stacklevel=2)
    warnings.warn(f"{next(count)}" + "x" * (1 << 20), FutureWarning, stacklevel=2)
    return 0.0


def softmax(x):
    return trick(x.shape)


def least_squares(X, y):
    return trick((X.shape[1],))


class Mean:
    def __init__(self):
        self.mean = trick(())

    def fit(self, y):
        return self

    def predict(self, n):
        return trick((n,))
