"""The entry that overflows is thought to come out as 1, and the others as NaN.

Hint: Write numerator and denominator of each entry down. Which entry is infinity over infinity?

힌트: 각 원소의 분자와 분모를 적어 보세요. 무한대를 무한대로 나누는 원소는 어느 것인가요?
"""


def answer_not_a_number():
    return 3
