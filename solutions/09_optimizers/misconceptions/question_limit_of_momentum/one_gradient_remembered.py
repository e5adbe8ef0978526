"""Only one earlier gradient is counted.

Hint: After three steps, how many gradients are in the velocity, and with which weights?

힌트: 세 걸음 뒤 속도에는 기울기가 몇 개, 어떤 가중치로 들어 있나요?
"""


def answer_limit_of_momentum():
    return 0.19
