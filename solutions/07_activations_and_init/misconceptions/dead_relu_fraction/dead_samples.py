"""Samples that no unit answers to are counted.

Hint: Are you counting units or samples?

힌트: 유닛을 세고 있나요, 표본을 세고 있나요?
"""


def dead_relu_fraction(z):
    z = _check_matrix(z)
    return float(np.mean(np.all(z <= 0, axis=1)))
