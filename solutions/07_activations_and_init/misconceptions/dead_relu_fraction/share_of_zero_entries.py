"""Silent entries are counted, not silent units.

Hint: Is a unit dead because it is silent for one sample?

힌트: 한 표본에서 출력이 0이라고 그 유닛이 죽은 것인가요?
"""


def dead_relu_fraction(z):
    z = _check_matrix(z)
    return float(np.mean(z <= 0))
