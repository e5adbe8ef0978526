"""A column of ones is added to the design matrix, and its weight thrown away.

Hint: The function should trust the design matrix it is given; is an extra column sneaking in?

힌트: 주어진 설계 행렬을 그대로 써야 합니다. 열이 하나 더 들어가고 있지는 않나요?
"""


def ols_normal_equation(X, y):
    X, y = _check_xy(X, y)
    if np.linalg.matrix_rank(X) < X.shape[1]:
        raise np.linalg.LinAlgError("the columns of X are linearly dependent")
    Z = np.column_stack([X, np.ones(len(y), dtype=X.dtype)])
    return np.linalg.solve(Z.T @ Z, Z.T @ y)[:-1]
