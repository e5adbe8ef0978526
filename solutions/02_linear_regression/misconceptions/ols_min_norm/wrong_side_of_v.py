"""Vᵀ is used where V belongs.

Hint: NumPy's svd hands you one factor already transposed; check which one with a square X.

힌트: NumPy의 svd는 한 인자를 이미 전치해서 돌려줍니다. 정사각 X로 어느 쪽인지 확인해 보세요.
"""


def ols_min_norm(X, y, rcond=None):
    X, y = _check_xy(X, y)
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    if rcond is None:
        rcond = float(np.finfo(X.dtype).eps) * max(X.shape)
    keep = s > rcond * s[0]
    s_inv = np.zeros_like(s)
    s_inv[keep] = 1 / s[keep]
    return Vt @ (s_inv * (U.T @ y))
