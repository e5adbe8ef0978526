"""The 2 of the square's derivative is lost.

Hint: Compare with a numerical derivative: is every entry off by the same ratio?

힌트: 수치 미분과 비교해 보세요. 모든 원소가 같은 비율로 어긋나나요?
"""


def ols_gradient(X, y, beta):
    X, y, beta = _check_xyb(X, y, beta)
    r = y - X @ beta
    return -(X.T @ r)
