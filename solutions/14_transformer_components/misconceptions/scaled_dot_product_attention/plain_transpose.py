"""k.T turns all axes around, those of the batch and the heads too.

Hint: Which two axes of k must be exchanged when there are batch and head axes?

힌트: 배치 축과 헤드 축이 있을 때 k의 어느 두 축을 바꿔야 하나요?
"""


def scaled_dot_product_attention(q, k, v, mask=None):
    q, k, v = _check_qkv(q, k, v)
    scale = 1 / math.sqrt(q.shape[-1])
    scores = q @ k.T * scale
    weights = masked_softmax(scores, mask)
    return (weights @ v, weights, (q, k, v, weights, scale))
