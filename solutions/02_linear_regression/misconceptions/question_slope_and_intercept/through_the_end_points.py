"""The line joins the first point with the last and ignores the middle.

Hint: Two of your residuals are zero. Does moving the line a little lower the sum of the squares?

힌트: 잔차 두 개가 0입니다. 직선을 조금 움직이면 제곱합이 더 줄어들지 않나요?
"""


def answer_slope_and_intercept():
    return 1.5, 1.0
