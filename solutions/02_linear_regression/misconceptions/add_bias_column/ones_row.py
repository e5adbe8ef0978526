"""A row of ones is appended: a sample more instead of a feature more.

Hint: Did the number of samples change? A new feature should leave N alone.

힌트: 표본 수가 달라지지 않았나요? 특성이 하나 늘어도 N은 그대로여야 합니다.
"""


def add_bias_column(X):
    X = _check_x(X)
    ones = np.ones((1, X.shape[1]), dtype=X.dtype)
    return np.concatenate([X, ones], axis=0)
