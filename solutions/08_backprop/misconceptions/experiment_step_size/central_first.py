"""The two errors are in the other order.

Hint: Which of your two numbers falls faster as h shrinks, and which should?

힌트: h를 줄일 때 두 값 중 어느 쪽이 더 빨리 줄어드나요? 어느 쪽이 그래야 하나요?
"""


def difference_errors(f, x, slope, h):
    forward = (f(x + h) - f(x)) / h
    central = (f(x + h) - f(x - h)) / (2 * h)
    return abs(central - slope) / abs(slope), abs(forward - slope) / abs(slope)
