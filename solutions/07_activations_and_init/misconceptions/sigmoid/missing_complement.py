"""The derivative stops at the first factor.

Hint: How steep is the curve far to the right?

힌트: 오른쪽 멀리에서 곡선의 기울기는 얼마인가요?
"""


def sigmoid_grad(x):
    return sigmoid(x)
