"""The learning rate is taken to compute the gradient.

Hint: Set the learning rate to another number. Does the gradient at the same point change?

힌트: 학습률을 다른 값으로 바꾸어 보세요. 같은 지점의 기울기가 달라지나요?
"""


def answer_who_differentiates():
    return 3
