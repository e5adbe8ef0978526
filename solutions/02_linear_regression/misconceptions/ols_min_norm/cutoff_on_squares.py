"""The threshold is applied to the squares of the singular values.

Hint: With rcond = 1e-3 and columns scaled by 100, 1 and 0.01, count how many directions survive; how
many should?

힌트: rcond = 1e-3이고 열의 스케일이 100, 1, 0.01일 때 남는 방향이 몇 개인지 세어 보세요. 몇 개여야
하나요?
"""


def ols_min_norm(X, y, rcond=None):
    X, y = _check_xy(X, y)
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    if rcond is None:
        rcond = float(np.finfo(X.dtype).eps) * max(X.shape)
    keep = s**2 > rcond * s[0] ** 2
    s_inv = np.zeros_like(s)
    s_inv[keep] = 1 / s[keep]
    return Vt.T @ (s_inv * (U.T @ y))
