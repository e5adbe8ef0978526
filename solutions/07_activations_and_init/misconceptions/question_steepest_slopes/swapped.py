"""The two slopes are in the wrong order.

Hint: Which of the two curves rises from 0 to 1, and which from -1 to 1 over about the same stretch?

힌트: 두 곡선 가운데 어느 쪽이 0에서 1까지, 어느 쪽이 -1에서 1까지 비슷한 구간에서 올라가나요?
"""


def answer_steepest_slopes():
    return 1.0, 0.25
