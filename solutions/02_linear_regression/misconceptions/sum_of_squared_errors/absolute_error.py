"""Absolute values are added, not squares.

Hint: If one residual doubles, by what factor should its contribution grow?

힌트: 잔차 하나가 두 배가 되면 그 기여는 몇 배가 되어야 하나요?
"""


def sum_of_squared_errors(X, y, beta):
    X, y, beta = _check_xyb(X, y, beta)
    r = X @ beta - y
    return float(np.abs(r).sum())
