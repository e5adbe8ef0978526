"""A small number on the diagonal: ridge regression in disguise.

Hint: On noiseless data the answer should be exact; does a small addition to the diagonal change it?

힌트: 잡음이 없는 데이터에서는 답이 정확해야 합니다. 대각에 더한 작은 값이 답을 바꾸지는 않나요?
"""


def ols_normal_equation(X, y):
    X, y = _check_xy(X, y)
    if np.linalg.matrix_rank(X) < X.shape[1]:
        raise np.linalg.LinAlgError("the columns of X are linearly dependent")
    return np.linalg.solve(X.T @ X + 1e-3 * np.eye(X.shape[1], dtype=X.dtype), X.T @ y)
