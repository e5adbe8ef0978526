"""The truth stands inside the logarithm, the model in front of it.

Hint: Whose opinion sits inside the logarithm: the truth's or the model's?

힌트: 로그 안에 들어가는 것은 실제 분포인가요, 모델의 예측 분포인가요?
"""


def cross_entropy(p, q, axis=-1):
    q, p = _check_pq(p, q, axis)
    terms = np.zeros_like(p)
    seen = p > 0
    with np.errstate(divide="ignore"):
        terms[seen] = p[seen] * -np.log(q[seen])
    return terms.sum(axis=axis)
