"""Divided by dk, not by its root.

Hint: If the entries of q and k have variance one, what is the standard deviation of q·k?

힌트: q와 k의 원소 분산이 1이면 q·k의 표준편차는 얼마인가요?
"""


def scaled_dot_product_attention(q, k, v, mask=None):
    q, k, v = _check_qkv(q, k, v)
    scale = 1 / q.shape[-1]
    scores = q @ np.swapaxes(k, -1, -2) * scale
    weights = masked_softmax(scores, mask)
    return (weights @ v, weights, (q, k, v, weights, scale))
