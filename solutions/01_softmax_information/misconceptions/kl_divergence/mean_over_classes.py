"""The terms are averaged over the classes.

Hint: Check the identity H(P, Q) - H(P) numerically for a three-class example.

힌트: 세 클래스 예제에서 H(P, Q) - H(P) 등식이 성립하는지 수치로 확인해 보세요.
"""


def kl_divergence(p, q, axis=-1):
    p, q = _check_pq(p, q, axis)
    terms = np.zeros_like(p)
    seen = p > 0
    with np.errstate(divide="ignore"):
        terms[seen] = p[seen] * (np.log(p[seen]) - np.log(q[seen]))
    return terms.mean(axis=axis)
