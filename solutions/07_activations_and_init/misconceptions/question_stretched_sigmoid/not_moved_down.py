"""The shift has the wrong sign.

Hint: What does each side of your equation say at x = 0?

힌트: 구한 등식의 양쪽은 x = 0에서 각각 얼마인가요?
"""


def answer_stretched_sigmoid():
    return 2.0, 2.0, 1.0
