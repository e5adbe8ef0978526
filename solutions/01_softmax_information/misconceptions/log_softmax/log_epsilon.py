"""A small constant saves the logarithm from 0, and changes every small probability.

Hint: A small constant hides the warning; does it also keep the value right for [0, 1000]?

힌트: 작은 상수를 더하면 경고는 사라집니다. [0, 1000]에서 값도 맞나요?
"""


def log_softmax(x, axis=-1):
    x = _check_x(x)
    return np.log(softmax(x, axis=axis) + 1e-12)
