"""Uniform, not normal.

Hint: Draw a histogram: is it bell-shaped?

힌트: 히스토그램을 그려 보세요. 종 모양인가요?
"""


def gaussian_init(d_in, d_out, std, rng):
    _check_sizes(d_in, d_out)
    if std < 0:
        raise ValueError("a standard deviation is not negative")
    return std * rng.uniform(-1, 1, (d_in, d_out))
