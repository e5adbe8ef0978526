"""The quotient in the logarithm is upside down.

Hint: Which values can a divergence take, and when is it exactly zero?

힌트: 발산(차이)은 어떤 값을 가질 수 있고, 언제 정확히 0이 되나요?
"""


def kl_divergence(p, q, axis=-1):
    p, q = _check_pq(p, q, axis)
    terms = np.zeros_like(p)
    seen = p > 0
    with np.errstate(divide="ignore"):
        terms[seen] = p[seen] * (np.log(q[seen]) - np.log(p[seen]))
    return terms.sum(axis=axis)
