"""The products are added up along a diagonal.

Hint: There are fewer pairs of rows that are far apart; should that alone make your profile fall?

힌트: 멀리 떨어진 행의 쌍은 더 적습니다. 그 이유만으로 profile의 값이 작아져도 될까요?
"""


def distance_profile(encoding):
    products = encoding @ encoding.T
    diagonals = [np.diagonal(products, k) for k in range(len(encoding))]
    profile = np.array([diagonal.sum() for diagonal in diagonals])
    deviations = (np.abs(diagonal - mean).max() for diagonal, mean in zip(diagonals, profile, strict=True))
    return (profile, float(max(deviations)))
