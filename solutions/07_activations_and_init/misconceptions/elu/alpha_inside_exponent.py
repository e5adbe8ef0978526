"""Alpha multiplies the exponent, not the exponential.

Hint: Towards which value should the curve level off on the far left?

힌트: 왼쪽 끝에서 곡선은 어떤 값에 가까워져야 하나요?
"""


def elu(x, alpha=1.0):
    x = as_float(x)
    if alpha <= 0:
        raise ValueError("alpha must be positive")
    return np.where(x > 0, x, np.expm1(alpha * np.minimum(x, 0)))
