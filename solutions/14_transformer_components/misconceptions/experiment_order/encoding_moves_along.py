"""The encoding is added first, so that it moves with its token.

Hint: After the reordering, which encoding does the first place have: its own, or the one that a token brought
along?

힌트: 순서를 바꾼 뒤 첫 자리의 인코딩은 무엇인가요? 그 자리의 것인가요, 토큰이 가져온 것인가요?
"""


def order_gap(x, encoding, p, n_heads, order):
    before, after = ((x + encoding)[:, order], x + encoding)
    reordered_first, _, _ = multi_head_attention(before, before, p, n_heads)
    out, _, _ = multi_head_attention(after, after, p, n_heads)
    return float(np.abs(reordered_first - out[:, order]).max())
