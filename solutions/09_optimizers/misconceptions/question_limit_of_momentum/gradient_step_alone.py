"""The step of plain gradient descent is given.

Hint: Do the earlier gradients, all of the same direction, add nothing?

힌트: 같은 방향이었던 지난 기울기들은 아무것도 보태지 않나요?
"""


def answer_limit_of_momentum():
    return 0.1
