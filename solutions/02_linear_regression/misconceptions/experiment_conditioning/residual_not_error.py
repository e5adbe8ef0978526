"""The misfit of y is measured, not the error of β.

Hint: Print the estimated coefficients next to the true ones. Can two quite different polynomials have
nearly the same values on [0, 1]?

힌트: 추정한 계수와 참값을 나란히 출력해 보세요. 꽤 다른 두 다항식이 [0, 1]에서 거의 같은 값을 가질 수
있나요?
"""


def solver_errors(X, beta):
    y = X @ beta
    inverse = np.linalg.inv(X.T @ X) @ X.T @ y
    estimates = (inverse, ols_normal_equation(X, y), ols_min_norm(X, y))
    first, second, third = (float(np.linalg.norm(X @ e - y) / np.linalg.norm(y)) for e in estimates)
    return first, second, third
