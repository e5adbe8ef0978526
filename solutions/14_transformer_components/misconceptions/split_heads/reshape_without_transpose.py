"""Cut into (N, h, T, D/h) at once, which mixes the tokens.

Hint: The shape is right; follow the number at position (token 1, column 0) — does it stay with token 1?

힌트: shape은 맞습니다. (1번 토큰, 0번 열)의 값을 따라가 보세요. 여전히 1번 토큰에 있나요?
"""


def split_heads(x, n_heads):
    x = as_float(x)
    n, t, _ = x.shape
    return x.reshape(n, n_heads, t, -1)
