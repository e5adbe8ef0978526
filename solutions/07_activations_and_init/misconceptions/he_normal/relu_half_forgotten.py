"""Variance 1/d_in, as if the activation were linear.

Hint: ReLU throws away half of the signal; who compensates for it?

힌트: ReLU는 신호의 절반을 버립니다. 무엇이 그것을 보충하나요?
"""


def he_normal(d_in, d_out, rng):
    _check_sizes(d_in, d_out)
    return gaussian_init(d_in, d_out, np.sqrt(1 / d_in), rng)
