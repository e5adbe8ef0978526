"""The outputs are counted, not the inputs.

Published: He, Zhang, Ren and Sun 2015, equation (14), counts the outputs to keep gradients, not signals, at
their size.

Hint: How many terms are added up to make one output unit?

힌트: 출력 유닛 하나를 만들 때 몇 개의 항이 더해지나요?
"""


def he_normal(d_in, d_out, rng):
    _check_sizes(d_in, d_out)
    return gaussian_init(d_in, d_out, np.sqrt(2 / d_out), rng)
