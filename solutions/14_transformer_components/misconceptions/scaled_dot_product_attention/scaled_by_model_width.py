"""The width under the root is not that of the keys.

Hint: Whose dimension is under the root: that of keys, of values or of the model?

힌트: 제곱근 안의 차원은 키의 것인가요, 값의 것인가요, 모델의 것인가요?
"""


def scaled_dot_product_attention(q, k, v, mask=None):
    q, k, v = _check_qkv(q, k, v)
    scale = 1 / math.sqrt(2 * v.shape[-1])
    scores = q @ np.swapaxes(k, -1, -2) * scale
    weights = masked_softmax(scores, mask)
    return (weights @ v, weights, (q, k, v, weights, scale))
