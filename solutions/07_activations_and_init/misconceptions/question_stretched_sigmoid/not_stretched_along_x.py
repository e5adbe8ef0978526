"""Stretched upwards, but not along x.

Hint: Compare the slopes at 0 on both sides of your equation.

힌트: 구한 등식의 양쪽에서 0에서의 기울기를 비교해 보세요.
"""


def answer_stretched_sigmoid():
    return 2.0, 1.0, -1.0
