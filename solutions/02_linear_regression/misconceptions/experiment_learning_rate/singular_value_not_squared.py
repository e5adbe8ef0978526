"""The largest singular value of X stands in for the eigenvalue of XᵀX.

Hint: Multiply X by 10: by what factor does the curvature of the loss grow, and by what factor does your
λ_max?

힌트: X에 10을 곱해 보세요. 손실의 곡률은 몇 배가 되고, 구한 λ_max는 몇 배가 되나요?
"""


def largest_stable_learning_rate(X):
    X = _check_x(X)
    top = float(2 / X.shape[0] * np.linalg.svd(X, compute_uv=False)[0])
    return top, 2 / top
