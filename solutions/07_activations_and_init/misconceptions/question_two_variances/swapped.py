"""The two variances are in the wrong order.

Hint: Which of the two is named first in the question?

힌트: 질문에서 먼저 말한 것은 둘 중 어느 쪽인가요?
"""


def answer_two_variances():
    return 0.001, 0.002
