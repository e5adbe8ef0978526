"""The errors are divided by the slope with its sign.

Hint: Take a function that falls: what is the sign of your errors?

힌트: 감소하는 함수를 넣어 보세요. 오차의 부호가 무엇인가요?
"""


def difference_errors(f, x, slope, h):
    forward = (f(x + h) - f(x)) / h
    central = (f(x + h) - f(x - h)) / (2 * h)
    return abs(forward - slope) / slope, abs(central - slope) / slope
