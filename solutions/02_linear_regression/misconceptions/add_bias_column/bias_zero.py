"""The new column is made of zeros.

Hint: Multiply your matrix by β = [0, …, 0, b] — do you get b everywhere?

힌트: 만든 행렬에 β = [0, …, 0, b]를 곱해 보세요. 모든 값이 b가 되나요?
"""


def add_bias_column(X):
    X = _check_x(X)
    zeros = np.zeros((X.shape[0], 1), dtype=X.dtype)
    return np.concatenate([X, zeros], axis=1)
