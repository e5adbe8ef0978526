"""Scaled by the variance.

Hint: The second number in N(0, ·) — is it a variance or a standard deviation?

힌트: N(0, ·)의 두 번째 값은 분산인가요, 표준편차인가요?
"""


def xavier_normal(d_in, d_out, rng):
    _check_sizes(d_in, d_out)
    return gaussian_init(d_in, d_out, 2 / (d_in + d_out), rng)
