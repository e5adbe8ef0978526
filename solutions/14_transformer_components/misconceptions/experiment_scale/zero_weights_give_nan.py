"""0 · log 0 is left to NumPy.

Hint: Let one score be a thousand times the others: what does your function return?

힌트: 점수 하나를 다른 것의 천 배로 키워 보세요. 함수가 무엇을 돌려주나요?
"""


def mean_attention_entropy(q, k, *, scaled):
    if not scaled:
        q = q * math.sqrt(q.shape[-1])
    _, weights, _ = scaled_dot_product_attention(q, k, k)
    return float(-np.sum(weights * np.log(weights)) / len(weights))
