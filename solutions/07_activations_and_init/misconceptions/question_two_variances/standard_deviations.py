"""Standard deviations are returned.

Hint: The question asks for variances. What do you have to do to the factor in front of a standard normal
draw?

힌트: 질문은 분산을 묻습니다. 표준정규 난수 앞에 곱한 수를 어떻게 해야 분산이 되나요?
"""


def answer_two_variances():
    return 0.002**0.5, 0.001**0.5
