"""An array of integers stays one, and h is rounded away.

Hint: What is 3 + 0.00001 in an integer array?

힌트: 정수 배열에서 3 + 0.00001은 얼마인가요?
"""


def numerical_gradient(f, x, h=1e-5):
    if h <= 0:
        raise ValueError("h must be positive")
    point = np.array(x)
    gradient = np.zeros(point.shape)
    for index in np.ndindex(point.shape):
        above, below = point.copy(), point.copy()
        above[index] = point[index] + h
        below[index] = point[index] - h
        gradient[index] = (f(above) - f(below)) / (2 * h)
    return gradient
