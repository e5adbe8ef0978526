"""XXᵀ, samples by samples, instead of XᵀX.

Hint: Should the matrix you invert be features by features or samples by samples?

힌트: 역행렬을 구할 행렬의 크기는 특성 수로 정해져야 하나요, 표본 수로 정해져야 하나요?
"""


def ols_normal_equation(X, y):
    X, y = _check_xy(X, y)
    if np.linalg.matrix_rank(X) < X.shape[1]:
        raise np.linalg.LinAlgError("the columns of X are linearly dependent")
    return X.T @ np.linalg.solve(X @ X.T, y)
