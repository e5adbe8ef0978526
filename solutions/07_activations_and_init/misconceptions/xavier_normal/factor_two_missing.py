"""Variance 1/(d_in + d_out).

Hint: Draw a large matrix, measure its variance and put the formula of the docstring beside it: what is their
ratio?

힌트: 큰 행렬을 뽑아 분산을 재고 docstring의 식과 나란히 놓아 보세요. 둘의 비는 얼마인가요?
"""


def xavier_normal(d_in, d_out, rng):
    _check_sizes(d_in, d_out)
    return gaussian_init(d_in, d_out, 1 / np.sqrt(d_in + d_out), rng)
