"""The square root is taken: the length of the residual, not its square.

Hint: The handout says "drop the square and it is the L2 norm"; which of the two is asked for?

힌트: 안내서에 "제곱을 떼면 L2 norm"이라고 했습니다. 여기서 요구하는 것은 둘 중 어느 쪽인가요?
"""


def sum_of_squared_errors(X, y, beta):
    X, y, beta = _check_xyb(X, y, beta)
    r = X @ beta - y
    return float(np.sqrt(r @ r))
