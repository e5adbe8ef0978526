"""Hidden scores become 0, which is a score like any other.

Hint: What weight does a score of 0 become?

힌트: 점수 0은 어떤 가중치가 되나요?
"""


def scaled_dot_product_attention(q, k, v, mask=None):
    q, k, v = _check_qkv(q, k, v)
    scale = 1 / math.sqrt(q.shape[-1])
    scores = q @ np.swapaxes(k, -1, -2) * scale
    weights = masked_softmax(scores if mask is None else scores * np.broadcast_to(mask, scores.shape), None)
    return (weights @ v, weights, (q, k, v, weights, scale))
