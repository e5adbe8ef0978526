"""1 is subtracted from an exponential close to 1.

Hint: How many correct digits do you get for x = -1e-12?

힌트: x = -1e-12에서 유효 숫자가 몇 자리나 맞나요?
"""


def elu(x, alpha=1.0):
    x = as_float(x)
    if alpha <= 0:
        raise ValueError("alpha must be positive")
    return np.where(x > 0, x, alpha * (np.exp(np.minimum(x, 0)) - 1))
