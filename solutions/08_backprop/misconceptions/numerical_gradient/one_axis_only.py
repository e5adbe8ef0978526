"""A flat position is used as an index along the first axis, which moves whole rows.

Hint: Give your function a matrix: how many entries move at once?

힌트: 행렬을 넣어 보세요. 한 번에 원소가 몇 개 움직이나요?
"""


def numerical_gradient(f, x, h=1e-5):
    if h <= 0:
        raise ValueError("h must be positive")
    point = as_float(x).astype(np.float64)
    gradient = np.zeros_like(point)
    for i in range(len(point)):
        above, below = point.copy(), point.copy()
        above[i] += h
        below[i] -= h
        gradient[i] = (f(above) - f(below)) / (2 * h)
    return gradient
