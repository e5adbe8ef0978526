"""The line is forced through the origin.

Hint: Add up the residuals of your line. What should the column of ones make of their sum?

힌트: 구한 직선의 잔차를 모두 더해 보세요. 1로 된 열이 있으면 그 합은 얼마가 되어야 하나요?
"""


def answer_slope_and_intercept():
    return 2.0, 0.0
