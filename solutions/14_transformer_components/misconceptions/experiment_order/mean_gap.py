"""The mean of the differences, not the largest.

Hint: If one entry differs by 1 and all others agree, what do you return?

힌트: 원소 하나만 1만큼 다르고 나머지는 같다면 무엇을 돌려주나요?
"""


def order_gap(x, encoding, p, n_heads, order):
    before, after = (x[:, order] + encoding, x + encoding)
    reordered_first, _, _ = multi_head_attention(before, before, p, n_heads)
    out, _, _ = multi_head_attention(after, after, p, n_heads)
    return float(np.abs(reordered_first - out[:, order]).mean())
