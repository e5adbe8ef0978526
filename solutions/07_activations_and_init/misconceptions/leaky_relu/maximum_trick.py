"""The larger of the two lines, which is the wrong one where alpha is above 1.

Hint: Does your shortcut still hold when the slope is larger than one?

힌트: 기울기가 1보다 클 때도 그 지름길이 성립하나요?
"""


def leaky_relu(x, alpha=0.01):
    x = as_float(x)
    if alpha < 0:
        raise ValueError("alpha must not be negative")
    return np.maximum(x, alpha * x)
