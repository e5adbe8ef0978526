"""RMSprop's average is taken to be corrected, as Adam's is.

Hint: Which of the two corrects its averages for their start at zero?

힌트: 둘 중 어느 방법이 0에서 시작한 평균을 보정하나요?
"""


def answer_first_step():
    return 0.1, 0.1
