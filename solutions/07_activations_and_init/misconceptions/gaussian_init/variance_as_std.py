"""Scaled by the variance.

Hint: Measure the standard deviation of your own draw.

힌트: 직접 뽑은 값의 표준편차를 재 보세요.
"""


def gaussian_init(d_in, d_out, std, rng):
    _check_sizes(d_in, d_out)
    if std < 0:
        raise ValueError("a standard deviation is not negative")
    return std**2 * rng.standard_normal((d_in, d_out))
