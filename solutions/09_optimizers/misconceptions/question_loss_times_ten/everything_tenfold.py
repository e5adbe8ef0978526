"""All three steps are taken to grow tenfold.

Hint: Where else in the update does the gradient appear?

힌트: 갱신식에서 기울기가 또 어디에 나오나요?
"""


def answer_loss_times_ten():
    return 10.0, 10.0, 10.0
