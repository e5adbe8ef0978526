"""Logarithms to base 2.

Published: information is counted in bits in most of information theory.

Hint: Give all of four keys the same weight: is your entropy log 4 = 1.386?

힌트: 키 네 개에 같은 가중치를 주어 보세요. 엔트로피가 log 4 = 1.386인가요?
"""


def mean_attention_entropy(q, k, *, scaled):
    if not scaled:
        q = q * math.sqrt(q.shape[-1])
    _, weights, _ = scaled_dot_product_attention(q, k, k)
    w = weights[weights > 0]
    return float(-np.sum(w * np.log2(w)) / len(weights))
