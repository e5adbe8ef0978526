"""The first logarithm is divided by the second.

Hint: Which of the two condition numbers is larger, and should your quotient then lie above or below 1?

힌트: 두 조건수 중 어느 쪽이 더 큰가요? 그렇다면 구한 비는 1보다 커야 하나요, 작아야 하나요?
"""


def conditioning(X):
    X = _check_x(X)
    of_x = float(np.log10(np.linalg.cond(X)))
    of_gram = float(np.log10(np.linalg.cond(X.T @ X)))
    return of_x, of_gram, of_x / of_gram
