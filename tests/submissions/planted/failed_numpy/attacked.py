"""A numpy.py and a pytest.py of its own, in the folder that an interpreter might search first."""

import numpy as np

print(np.__file__, np.allclose(1, 2))


def softmax(x):
    return None


def least_squares(X, y):
    return None


class Mean:
    pass
