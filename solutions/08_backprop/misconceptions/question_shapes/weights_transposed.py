"""The shape of the transpose of W.

Hint: You want to subtract the gradient from W: what shape must it have?

힌트: W에서 기울기를 빼려고 합니다. 기울기의 shape은 어때야 하나요?
"""


def answer_shapes():
    return (10, 100), 32
