"""Scaled by the variance.

Hint: Compare the spread of your draw with the formula for d_in = 500.

힌트: d_in = 500일 때 뽑은 값의 퍼짐을 식과 비교해 보세요.
"""


def he_normal(d_in, d_out, rng):
    _check_sizes(d_in, d_out)
    return gaussian_init(d_in, d_out, 2 / d_in, rng)
