"""Logarithms to the base e, not 10.

Hint: A condition number of 1000 should read as 3 lost digits. What does your function say?

힌트: 조건수가 1000이면 세 자리를 잃는다는 뜻으로 3이 나와야 합니다. 함수는 얼마를 돌려주나요?
"""


def conditioning(X):
    X = _check_x(X)
    of_x = float(np.log(np.linalg.cond(X)))
    of_gram = float(np.log(np.linalg.cond(X.T @ X)))
    return of_x, of_gram, of_gram / of_x
