"""Hidden keys take part in the softmax and lose their weights afterwards.

Hint: After hiding some keys, do the weights of each query still add up to one?

힌트: 일부 키를 가린 뒤에도 쿼리마다 가중치의 합이 1인가요?
"""


def scaled_dot_product_attention(q, k, v, mask=None):
    q, k, v = _check_qkv(q, k, v)
    scale = 1 / math.sqrt(q.shape[-1])
    scores = q @ np.swapaxes(k, -1, -2) * scale
    weights = masked_softmax(scores, None)
    if mask is not None:
        weights = weights * np.broadcast_to(mask, scores.shape)
    return (weights @ v, weights, (q, k, v, weights, scale))
