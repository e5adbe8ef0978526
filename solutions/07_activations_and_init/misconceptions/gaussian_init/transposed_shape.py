"""One row per output.

Hint: Will x @ W work for a batch of shape (N, d_in)?

힌트: shape이 (N, d_in)인 배치에서 x @ W가 계산되나요?
"""


def gaussian_init(d_in, d_out, std, rng):
    _check_sizes(d_in, d_out)
    if std < 0:
        raise ValueError("a standard deviation is not negative")
    return std * rng.standard_normal((d_out, d_in))
