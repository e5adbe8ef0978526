"""One silent sample makes a unit dead.

Hint: How many samples must be positive for a unit to learn something?

힌트: 유닛이 무언가를 배우려면 양수인 표본이 몇 개 필요한가요?
"""


def dead_relu_fraction(z):
    z = _check_matrix(z)
    return float(np.mean(np.any(z <= 0, axis=0)))
