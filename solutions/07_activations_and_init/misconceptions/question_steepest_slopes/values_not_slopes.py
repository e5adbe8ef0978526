"""The value of the sigmoid at 0 stands for its slope.

Hint: Put the largest possible s into s(1 - s), or draw the curve: is your first number a height or a slope?

힌트: s(1 - s)가 가장 커지는 s를 찾거나 곡선을 그려 보세요. 첫 번째 수는 높이인가요, 기울기인가요?
"""


def answer_steepest_slopes():
    return 0.5, 1.0
