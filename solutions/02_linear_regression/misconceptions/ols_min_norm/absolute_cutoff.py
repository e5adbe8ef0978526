"""The threshold does not scale with X.

Hint: Measure X in kilometres instead of millimetres: should the set of kept directions change?

힌트: X의 단위를 밀리미터에서 킬로미터로 바꿔 보세요. 남는 방향이 달라져야 할까요?
"""


def ols_min_norm(X, y, rcond=None):  # noqa: ARG001 - leaving rcond unused is the mistake
    X, y = _check_xy(X, y)
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    keep = s > 1e-10
    s_inv = np.zeros_like(s)
    s_inv[keep] = 1 / s[keep]
    return Vt.T @ (s_inv * (U.T @ y))
