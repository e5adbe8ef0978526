"""D(Q‖P) instead of D(P‖Q).

Hint: The two directions give different numbers. Which distribution supplies the weights in front of the
logarithm?

힌트: 두 방향의 값은 서로 다릅니다. 로그 앞의 가중치는 어느 분포가 주나요?
"""


def kl_divergence(p, q, axis=-1):
    q, p = _check_pq(p, q, axis)
    terms = np.zeros_like(p)
    seen = p > 0
    with np.errstate(divide="ignore"):
        terms[seen] = p[seen] * (np.log(p[seen]) - np.log(q[seen]))
    return terms.sum(axis=axis)
