"""The leak is 0.01 whatever alpha is.

Hint: Change the alpha argument: does anything change?

힌트: alpha 인자를 바꿔 보세요. 결과가 바뀌나요?
"""


def leaky_relu(x, alpha=0.01):
    x = as_float(x)
    if alpha < 0:
        raise ValueError("alpha must not be negative")
    return np.where(x > 0, x, 0.01 * x)
