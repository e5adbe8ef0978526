"""Every singular value that is not exactly zero counts.

Hint: What does dividing by a singular value of size 1e-16 do to the answer?

힌트: 크기가 1e-16인 특이값으로 나누면 답이 어떻게 될까요?
"""


def ols_min_norm(X, y, rcond=None):  # noqa: ARG001 - leaving rcond unused is the mistake
    X, y = _check_xy(X, y)
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    keep = s > 0
    s_inv = np.zeros_like(s)
    s_inv[keep] = 1 / s[keep]
    return Vt.T @ (s_inv * (U.T @ y))
