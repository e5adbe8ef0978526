"""The scale is kept where it is not wanted and taken away where it is.

Hint: At dk = 64, which of the two entropies should be smaller, the one with or the one without the scale?

힌트: dk = 64일 때 두 엔트로피 가운데 어느 쪽이 더 작아야 하나요? 스케일을 쓴 쪽인가요, 쓰지 않은 쪽인가요?
"""


def mean_attention_entropy(q, k, *, scaled):
    if scaled:
        q = q * math.sqrt(q.shape[-1])
    _, weights, _ = scaled_dot_product_attention(q, k, k)
    w = weights[weights > 0]
    return float(-np.sum(w * np.log(w)) / len(weights))
