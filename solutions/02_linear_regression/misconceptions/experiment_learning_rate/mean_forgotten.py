"""The matrix of the sum of squares, 2XᵀX, not of the mean.

Hint: Duplicate every row of X: gradient descent on the mean does not notice. Does your bound?

힌트: X의 모든 행을 복제해 보세요. 평균에 대한 경사 하강법은 달라지지 않습니다. 구한 한계는 달라지나요?
"""


def largest_stable_learning_rate(X):
    X = _check_x(X)
    hessian = 2 * (X.T @ X)
    top = float(np.linalg.eigvalsh(hessian)[-1])
    return top, 2 / top
