"""The difference is taken to the left.

Hint: Which point besides x does a forward difference look at?

힌트: 전진 차분은 x 말고 어느 점을 보나요?
"""


def difference_errors(f, x, slope, h):
    forward = (f(x) - f(x - h)) / h
    central = (f(x + h) - f(x - h)) / (2 * h)
    return abs(forward - slope) / abs(slope), abs(central - slope) / abs(slope)
