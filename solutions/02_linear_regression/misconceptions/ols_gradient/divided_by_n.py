"""The gradient of the mean, not of the sum.

Hint: This is the gradient of a sum; duplicating the data should do what to it?

힌트: 이것은 합의 기울기입니다. 데이터를 두 번 복제하면 어떻게 되어야 하나요?
"""


def ols_gradient(X, y, beta):
    X, y, beta = _check_xyb(X, y, beta)
    r = y - X @ beta
    return -2 * (X.T @ (r / len(y)))
