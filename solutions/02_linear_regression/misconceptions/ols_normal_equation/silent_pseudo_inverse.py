"""Where β is not unique, one is picked in silence.

Hint: When infinitely many answers fit equally well, should this function pick one quietly or say so?

힌트: 똑같이 잘 맞는 답이 무수히 많을 때, 이 함수는 조용히 하나를 골라야 할까요, 알려야 할까요?
"""


def ols_normal_equation(X, y):
    X, y = _check_xy(X, y)
    if np.linalg.matrix_rank(X) < X.shape[1]:
        return np.linalg.pinv(X) @ y
    return np.linalg.solve(X.T @ X, X.T @ y)
