"""The smallest eigenvalue is taken: the flattest direction, not the steepest.

Hint: Run gradient descent just below your bound on data with two features of different scale. Which
direction runs away first?

힌트: 스케일이 다른 두 특성을 가진 데이터에서, 구한 한계보다 조금 작은 학습률로 경사 하강법을 돌려
보세요. 어느 방향이 먼저 발산하나요?
"""


def largest_stable_learning_rate(X):
    X = _check_x(X)
    hessian = 2 / X.shape[0] * (X.T @ X)
    top = float(np.linalg.eigvalsh(hessian)[0])
    return top, 2 / top
