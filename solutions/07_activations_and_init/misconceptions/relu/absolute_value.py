"""Negative numbers are mirrored, not cut off.

Hint: What should become of -4?

힌트: -4는 무엇이 되어야 하나요?
"""


def relu(x):
    return np.abs(as_float(x))
