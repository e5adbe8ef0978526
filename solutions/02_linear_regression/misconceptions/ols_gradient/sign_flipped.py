"""The sign of the inner derivative is lost.

Hint: Take a tiny step along your gradient: does the cost go up, as a gradient promises?

힌트: 구한 기울기 방향으로 아주 조금 움직여 보세요. 기울기라면 비용이 올라가야 합니다.
"""


def ols_gradient(X, y, beta):
    X, y, beta = _check_xyb(X, y, beta)
    r = y - X @ beta
    return 2 * (X.T @ r)
