"""The maximum itself, which doubles the largest exponent.

Hint: Add your constant to each of the three scores. Is the largest sum 0?

힌트: 구한 상수를 세 점수에 각각 더해 보세요. 가장 큰 합이 0인가요?
"""


def answer_log_constant():
    return 7
