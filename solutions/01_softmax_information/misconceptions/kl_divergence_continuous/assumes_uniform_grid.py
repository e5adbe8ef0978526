"""The first step stands in for all of them.

Hint: Are all the intervals in the hidden grid equally wide?

힌트: 격자의 간격이 모두 같다고 확신할 수 있나요?
"""


def kl_divergence_continuous(p, q, x):
    p, q, x = _check_pqx(p, q, x)
    f = np.zeros_like(p)
    seen = p > 0
    with np.errstate(divide="ignore"):
        f[seen] = p[seen] * (np.log(p[seen]) - np.log(q[seen]))
    return float(np.sum((x[1] - x[0]) * (f[1:] + f[:-1]) / 2))
