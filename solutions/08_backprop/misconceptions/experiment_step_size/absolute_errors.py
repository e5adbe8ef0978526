"""The errors are not divided by the slope.

Hint: Measure f in millimetres instead of metres: should a relative error change?

힌트: f의 단위를 미터에서 밀리미터로 바꿔 보세요. 상대 오차가 달라져야 할까요?
"""


def difference_errors(f, x, slope, h):
    forward = (f(x + h) - f(x)) / h
    central = (f(x + h) - f(x - h)) / (2 * h)
    return abs(forward - slope), abs(central - slope)
