"""The optimizer is taken to compute the gradient.

Hint: What do you pass to step, and where did you get it from?

힌트: step에 무엇을 넘겨주나요? 그것은 어디에서 왔나요?
"""


def answer_who_differentiates():
    return 1
