"""The column of ones stands first.

Published: an intercept in the first place is the default of `add_constant` in statsmodels and the habit
of most statistics books.

Hint: In the handout's β, is the intercept the first or the last entry?

힌트: 안내서의 β에서 절편은 첫 번째 원소인가요, 마지막 원소인가요?
"""


def add_bias_column(X):
    X = _check_x(X)
    ones = np.ones((X.shape[0], 1), dtype=X.dtype)
    return np.concatenate([ones, X], axis=1)
