"""The singular values are squared before they are inverted.

Hint: Put X = 2·I: what factor should appear between y and β?

힌트: X = 2·I를 넣어 보세요. y와 β 사이에 어떤 비율이 나와야 하나요?
"""


def ols_min_norm(X, y, rcond=None):
    X, y = _check_xy(X, y)
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    if rcond is None:
        rcond = float(np.finfo(X.dtype).eps) * max(X.shape)
    keep = s > rcond * s[0]
    s_inv = np.zeros_like(s)
    s_inv[keep] = 1 / s[keep] ** 2
    return Vt.T @ (s_inv * (U.T @ y))
