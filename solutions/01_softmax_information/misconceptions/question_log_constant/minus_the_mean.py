"""Minus the mean, which leaves a positive exponent.

Hint: Add your constant to each of the three scores. Is one of the sums still positive?

힌트: 구한 상수를 세 점수에 각각 더해 보세요. 아직 양수인 합이 있나요?
"""


def answer_log_constant():
    return -5
