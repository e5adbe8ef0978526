"""A unit that is exactly 0 counts as alive.

Hint: A unit that outputs exactly zero for everyone: what is its gradient?

힌트: 모두에게 정확히 0을 출력하는 유닛의 기울기는 얼마인가요?
"""


def dead_relu_fraction(z):
    z = _check_matrix(z)
    return float(np.mean(np.all(z < 0, axis=0)))
