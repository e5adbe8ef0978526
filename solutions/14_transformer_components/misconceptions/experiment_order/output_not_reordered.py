"""The reordered sentence is compared with the output in the old order.

Hint: Without any encoding the gap should vanish: does yours?

힌트: 인코딩이 없으면 차이가 사라져야 합니다. 여러분의 것은 어떤가요?
"""


def order_gap(x, encoding, p, n_heads, order):
    before, after = (x[:, order] + encoding, x + encoding)
    reordered_first, _, _ = multi_head_attention(before, before, p, n_heads)
    out, _, _ = multi_head_attention(after, after, p, n_heads)
    return float(np.abs(reordered_first - out).max())
