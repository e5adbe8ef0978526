"""The difference is divided by h, not by 2h.

Hint: How far apart are the two points where you evaluate f?

힌트: f를 계산한 두 점 사이의 거리는 얼마인가요?
"""


def numerical_gradient(f, x, h=1e-5):
    if h <= 0:
        raise ValueError("h must be positive")
    point = as_float(x).astype(np.float64)
    gradient = np.zeros_like(point)
    for index in np.ndindex(point.shape):
        above, below = point.copy(), point.copy()
        above[index] += h
        below[index] -= h
        gradient[index] = (f(above) - f(below)) / h
    return gradient
