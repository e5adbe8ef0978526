"""The density values are divided by their sum, as if they were probabilities.

Hint: Density values are not probabilities; does the sum of a density over grid points mean anything?

힌트: 밀도값은 확률이 아닙니다. 격자점에서 밀도의 단순 합이 의미가 있을까요?
"""


def kl_divergence_continuous(p, q, x):
    p, q, x = _check_pqx(p, q, x)
    p = p / p.sum()
    f = np.zeros_like(p)
    seen = p > 0
    with np.errstate(divide="ignore"):
        f[seen] = p[seen] * (np.log(p[seen]) - np.log(q[seen]))
    return float(np.sum(np.diff(x) * (f[1:] + f[:-1]) / 2))
