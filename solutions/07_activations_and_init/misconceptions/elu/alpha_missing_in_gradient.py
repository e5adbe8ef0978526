"""The derivative forgets alpha.

Hint: Compare with a numerical slope for alpha = 1.5.

힌트: alpha = 1.5일 때 수치 기울기와 비교해 보세요.
"""


def elu_grad(x, alpha=1.0):
    x = as_float(x)
    if alpha <= 0:
        raise ValueError("alpha must be positive")
    return np.where(x > 0, 1, np.exp(np.minimum(x, 0)))
