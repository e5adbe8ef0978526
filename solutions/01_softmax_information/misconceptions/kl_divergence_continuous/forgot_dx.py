"""The heights are added without the widths.

Hint: Double the number of grid points: should the integral change?

힌트: 격자점 수를 두 배로 늘려 보세요. 적분값이 바뀌어야 할까요?
"""


def kl_divergence_continuous(p, q, x):
    p, q, x = _check_pqx(p, q, x)
    f = np.zeros_like(p)
    seen = p > 0
    with np.errstate(divide="ignore"):
        f[seen] = p[seen] * (np.log(p[seen]) - np.log(q[seen]))
    return float(np.sum((f[1:] + f[:-1]) / 2))
