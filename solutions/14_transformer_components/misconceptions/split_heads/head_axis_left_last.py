"""The axis of the heads stays behind that of the tokens.

Hint: In which axis does the handout expect the heads, so that the matrix product runs per head?

힌트: 행렬곱이 헤드별로 이루어지려면 헤드 축은 몇 번째여야 하나요?
"""


def split_heads(x, n_heads):
    x = as_float(x)
    n, t, _ = x.shape
    return x.reshape(n, t, n_heads, -1)
