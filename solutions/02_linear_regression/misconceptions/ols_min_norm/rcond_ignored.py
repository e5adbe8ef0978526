"""The default threshold always holds, whatever the caller says.

Hint: Does passing a larger rcond make any difference in your function?

힌트: rcond를 더 크게 주면 결과가 달라지나요?
"""


def ols_min_norm(X, y, rcond=None):
    X, y = _check_xy(X, y)
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    rcond = float(np.finfo(X.dtype).eps) * max(X.shape)
    keep = s > rcond * s[0]
    s_inv = np.zeros_like(s)
    s_inv[keep] = 1 / s[keep]
    return Vt.T @ (s_inv * (U.T @ y))
