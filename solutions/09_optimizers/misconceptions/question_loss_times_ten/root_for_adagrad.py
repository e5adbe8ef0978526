"""Adagrad is taken to grow by the root of ten.

Hint: By what does G grow, and by what its root?

힌트: G는 몇 배가 되고, 그 제곱근은 몇 배가 되나요?
"""


def answer_loss_times_ten():
    return 10.0, 1.0, 10.0**0.5
