"""Variance 1/d_in.

Published: variance 1/d_in is what LeCun, Bottou, Orr and Müller 1998, Efficient BackProp, section 4.6,
advise.

Hint: Signals travel forward and gradients travel backward; which sizes matter to each?

힌트: 신호는 앞으로, 기울기는 뒤로 흐릅니다. 각각에 어떤 크기가 중요한가요?
"""


def xavier_normal(d_in, d_out, rng):
    _check_sizes(d_in, d_out)
    return gaussian_init(d_in, d_out, np.sqrt(1 / d_in), rng)
