"""RMSprop first, Adam second.

Hint: In which order does the question ask for the two?

힌트: 질문은 두 값을 어떤 순서로 묻고 있나요?
"""


def answer_first_step():
    return 0.1**0.5, 0.1
