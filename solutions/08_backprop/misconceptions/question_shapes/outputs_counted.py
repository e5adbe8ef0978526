"""The outputs are counted, not the samples.

Hint: How many outputs does one entry of b go into, over the whole batch?

힌트: b의 원소 하나는 배치 전체에서 출력 몇 개에 더해지나요?
"""


def answer_shapes():
    return (100, 10), 10
