"""True is read as hidden.

Hint: Put a causal mask: does word 0 look only at itself?

힌트: 인과 마스크를 넣어 보세요. 0번 단어가 자기 자신만 보나요?
"""


def scaled_dot_product_attention(q, k, v, mask=None):
    q, k, v = _check_qkv(q, k, v)
    scale = 1 / math.sqrt(q.shape[-1])
    scores = q @ np.swapaxes(k, -1, -2) * scale
    weights = masked_softmax(scores, None if mask is None else ~np.broadcast_to(mask, scores.shape))
    return (weights @ v, weights, (q, k, v, weights, scale))
