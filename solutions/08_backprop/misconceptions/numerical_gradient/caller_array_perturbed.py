"""The caller's array is moved, and the slope is that of the moved place.

Hint: Compare the caller's array before and after, digit by digit.

힌트: 호출한 쪽의 배열을 호출 전후로 한 자리씩 비교해 보세요.
"""


def numerical_gradient(f, x, h=1e-5):
    if h <= 0:
        raise ValueError("h must be positive")
    point = np.asarray(x, dtype=np.float64)
    point += h
    gradient = np.zeros_like(point)
    for index in np.ndindex(point.shape):
        above, below = point.copy(), point.copy()
        above[index] += h
        below[index] -= h
        gradient[index] = (f(above) - f(below)) / (2 * h)
    return gradient
