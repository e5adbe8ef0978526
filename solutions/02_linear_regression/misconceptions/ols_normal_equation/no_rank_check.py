"""Nobody looks at the rank of X.

Hint: Make one column a mixture of two others: does your function notice that the answer is no longer
unique?

힌트: 한 열을 다른 두 열의 조합으로 만들어 보세요. 답이 더는 하나가 아니라는 것을 함수가 알아차리나요?
"""


def ols_normal_equation(X, y):
    X, y = _check_xy(X, y)
    return np.linalg.solve(X.T @ X, X.T @ y)
