"""The mean of both directions.

Hint: Swap P and Q in your function: should the number stay the same?

힌트: 함수에서 P와 Q를 바꿔 보세요. 값이 그대로여야 할까요?
"""


def kl_divergence(p, q, axis=-1):
    p, q = _check_pq(p, q, axis)
    terms = np.zeros_like(p)
    seen = p > 0
    with np.errstate(divide="ignore"):
        terms[seen] = 0.5 * (p - q)[seen] * (np.log(p[seen]) - np.log(q[seen]))
    return terms.sum(axis=axis)
