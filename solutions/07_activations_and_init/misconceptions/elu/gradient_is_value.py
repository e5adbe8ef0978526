"""The derivative below zero is the value there.

Hint: Can the slope of a rising curve be negative?

힌트: 증가하는 곡선의 기울기가 음수일 수 있나요?
"""


def elu_grad(x, alpha=1.0):
    x = as_float(x)
    if alpha <= 0:
        raise ValueError("alpha must be positive")
    return np.where(x > 0, 1, alpha * np.expm1(np.minimum(x, 0)))
