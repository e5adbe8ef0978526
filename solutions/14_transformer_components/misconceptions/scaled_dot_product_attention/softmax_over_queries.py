"""The weights of each key sum to one over the queries.

Hint: Each query distributes its attention over the keys; which rows sum to one?

힌트: 쿼리마다 키들에 주의를 나눕니다. 어느 방향의 합이 1인가요?
"""


def scaled_dot_product_attention(q, k, v, mask=None):
    q, k, v = _check_qkv(q, k, v)
    scale = 1 / math.sqrt(q.shape[-1])
    scores = q @ np.swapaxes(k, -1, -2) * scale
    mask = np.swapaxes(np.broadcast_to(True if mask is None else mask, scores.shape), -1, -2)
    weights = np.swapaxes(masked_softmax(np.swapaxes(scores, -1, -2), mask), -1, -2)
    return (weights @ v, weights, (q, k, v, weights, scale))
