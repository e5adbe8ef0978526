"""The limit of the velocity is given, not that of the step.

Hint: By what is the velocity multiplied before the parameter moves?

힌트: 파라미터가 움직이기 전에 속도에 무엇을 곱하나요?
"""


def answer_limit_of_momentum():
    return 10.0
