"""Forward differences, whose error is O(h).

Hint: With a large h, does your error shrink like h or like h²?

힌트: h를 크게 했을 때 오차가 h처럼 줄어드나요, h²처럼 줄어드나요?
"""


def numerical_gradient(f, x, h=1e-5):
    if h <= 0:
        raise ValueError("h must be positive")
    point = as_float(x).astype(np.float64)
    gradient = np.zeros_like(point)
    for index in np.ndindex(point.shape):
        above = point.copy()
        above[index] += h
        gradient[index] = (f(above) - f(point.copy())) / h
    return gradient
