"""The derivative below zero is the value there.

Hint: A straight line has one slope; does yours depend on where you stand?

힌트: 직선의 기울기는 하나입니다. 위치에 따라 달라지고 있지는 않나요?
"""


def leaky_relu_grad(x, alpha=0.01):
    x = as_float(x)
    if alpha < 0:
        raise ValueError("alpha must not be negative")
    return np.where(x > 0, 1, alpha * x).astype(x.dtype)
