"""np.where with an exponential of every x, also of large ones.

Hint: np.where evaluates both sides; what does the side you throw away do at 1000?

힌트: np.where는 양쪽을 모두 계산합니다. 버리는 쪽은 1000에서 어떤 일을 하나요?
"""


def elu(x, alpha=1.0):
    x = as_float(x)
    if alpha <= 0:
        raise ValueError("alpha must be positive")
    return np.where(x > 0, x, alpha * np.expm1(x))
