"""Every entry is thought to be lost once one overflows.

Hint: A finite number divided by infinity: what does the computer make of it?

힌트: 유한한 수를 무한대로 나누면 컴퓨터는 어떤 값을 내놓나요?
"""


def answer_not_a_number():
    return 4
