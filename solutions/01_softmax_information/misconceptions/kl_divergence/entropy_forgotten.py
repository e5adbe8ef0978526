"""The cross-entropy, from which the entropy was not taken away.

Hint: Evaluate your function with P = Q; what should come out?

힌트: P = Q일 때 계산해 보세요. 무엇이 나와야 하나요?
"""


def kl_divergence(p, q, axis=-1):
    p, q = _check_pq(p, q, axis)
    terms = np.zeros_like(p)
    seen = p > 0
    with np.errstate(divide="ignore"):
        terms[seen] = p[seen] * -np.log(q[seen])
    return terms.sum(axis=axis)
