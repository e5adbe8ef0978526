"""One row per output.

Hint: Check the shape with d_in ≠ d_out.

힌트: d_in ≠ d_out인 경우의 shape을 확인해 보세요.
"""


def xavier_normal(d_in, d_out, rng):
    _check_sizes(d_in, d_out)
    return gaussian_init(d_out, d_in, np.sqrt(2 / (d_in + d_out)), rng)
