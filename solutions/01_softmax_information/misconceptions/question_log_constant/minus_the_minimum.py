"""Minus the minimum, after which the smallest exponent is 0.

Hint: After adding your constant one exponent is 0. Is it the largest one?

힌트: 구한 상수를 더하면 지수 하나가 0이 됩니다. 그것이 가장 큰 지수인가요?
"""


def answer_log_constant():
    return -3
