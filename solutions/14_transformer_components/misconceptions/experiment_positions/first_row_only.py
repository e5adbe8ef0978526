"""The products with the first row stand for all.

Hint: Change the last row alone: for how many of the distances should the mean notice it?

힌트: 마지막 행만 바꿔 보세요. 평균이 달라져야 하는 거리는 몇 개인가요?
"""


def distance_profile(encoding):
    products = encoding @ encoding.T
    diagonals = [np.diagonal(products, k) for k in range(len(encoding))]
    profile = np.array([diagonal[0] for diagonal in diagonals])
    deviations = (np.abs(diagonal - mean).max() for diagonal, mean in zip(diagonals, profile, strict=True))
    return (profile, float(max(deviations)))
