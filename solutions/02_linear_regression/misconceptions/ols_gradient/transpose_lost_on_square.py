"""X is transposed only where the shapes would not fit otherwise.

Hint: A square X hides mistakes; check which index of X is being summed over.

힌트: 정사각 X는 실수를 숨깁니다. X의 어느 축에 대해 합하고 있는지 확인해 보세요.
"""


def ols_gradient(X, y, beta):
    X, y, beta = _check_xyb(X, y, beta)
    r = y - X @ beta
    return -2 * ((X if X.shape[0] == X.shape[1] else X.T) @ r)
