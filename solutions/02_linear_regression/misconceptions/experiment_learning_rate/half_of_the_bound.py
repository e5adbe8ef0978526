"""1/λ_max is returned: a good step, but not the largest stable one.

Hint: Try a learning rate half as large again as your bound: does the loss really go up?

힌트: 구한 한계의 1.5배인 학습률로 돌려 보세요. 손실이 정말로 커지나요?
"""


def largest_stable_learning_rate(X):
    X = _check_x(X)
    hessian = 2 / X.shape[0] * (X.T @ X)
    top = float(np.linalg.eigvalsh(hessian)[-1])
    return top, 1 / top
