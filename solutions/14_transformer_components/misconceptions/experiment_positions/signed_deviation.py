"""Deviations downward do not count.

Hint: If one product lies far below the mean of its distance, does your second result see it?

힌트: 어떤 곱이 그 거리의 평균보다 훨씬 작다면 두 번째 결과에 나타나나요?
"""


def distance_profile(encoding):
    products = encoding @ encoding.T
    diagonals = [np.diagonal(products, k) for k in range(len(encoding))]
    profile = np.array([diagonal.mean() for diagonal in diagonals])
    deviations = ((diagonal - mean).max() for diagonal, mean in zip(diagonals, profile, strict=True))
    return (profile, float(max(deviations)))
