"""The condition numbers themselves are divided.

Hint: Plot your third number against the degree: is it an exponent, which stays where it is, or does it
grow without end?

힌트: 차수에 따라 세 번째 값을 그려 보세요. 일정하게 머무는 지수인가요, 아니면 끝없이 커지나요?
"""


def conditioning(X):
    X = _check_x(X)
    of_x, of_gram = float(np.linalg.cond(X)), float(np.linalg.cond(X.T @ X))
    return float(np.log10(of_x)), float(np.log10(of_gram)), of_gram / of_x
