"""An entry that was moved stays moved while the next ones are tried.

Hint: Is the first entry back in its place when you move on to the second?

힌트: 두 번째 원소로 넘어갈 때 첫 번째 원소는 제자리로 돌아왔나요?
"""


def numerical_gradient(f, x, h=1e-5):
    if h <= 0:
        raise ValueError("h must be positive")
    point = as_float(x).astype(np.float64)
    gradient = np.zeros_like(point)
    for index in np.ndindex(point.shape):
        entry = point[index]
        point[index] = entry + h
        above = f(point)
        point[index] = entry - h
        gradient[index] = (above - f(point)) / (2 * h)
    return gradient
