"""The shape of a gradient that was not summed over the samples.

Hint: Which axis of the samples is left in a gradient of the weights?

힌트: 가중치의 기울기에 표본의 축이 남아 있어야 하나요?
"""


def answer_shapes():
    return (32, 100), 32
