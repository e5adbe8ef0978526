"""Expanded by e^x for either sign, so that it overflows on the far right.

Hint: You fixed one end of the axis; what happens at the other end?

힌트: 한쪽 끝은 고쳤습니다. 반대쪽 끝에서는 어떻게 되나요?
"""


def sigmoid(x):
    x = as_float(x)
    return np.exp(x) / (1 + np.exp(x))
