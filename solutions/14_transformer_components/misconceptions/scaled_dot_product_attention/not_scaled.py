"""The scores are not scaled.

Hint: Increase d_k from 4 to 400: do your weights become one-hot?

힌트: d_k를 4에서 400으로 키워 보세요. 가중치가 one-hot처럼 변하나요?
"""


def scaled_dot_product_attention(q, k, v, mask=None):
    q, k, v = _check_qkv(q, k, v)
    scale = 1 / math.sqrt(q.shape[-1])
    scores = q @ np.swapaxes(k, -1, -2)
    weights = masked_softmax(scores, mask)
    return (weights @ v, weights, (q, k, v, weights, scale))
