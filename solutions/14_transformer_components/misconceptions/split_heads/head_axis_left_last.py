"""The axis of the heads stays behind that of the tokens.

Hint: In which axis does the handout expect the heads, so that the matrix product runs per head?

힌트: 행렬곱이 헤드별로 이루어지려면 헤드 축은 몇 번째여야 하나요?
"""


def split_heads(x, n_heads):
    x = as_float(x)
    n, t, d = x.shape
    if n_heads < 1 or d % n_heads:
        raise ValueError(f"n_heads must be a divisor of the width {d}, got {n_heads}")
    return x.reshape(n, t, n_heads, d // n_heads)
