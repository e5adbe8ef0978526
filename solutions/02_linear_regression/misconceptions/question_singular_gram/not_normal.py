"""Errors that are not normally distributed are blamed.

Hint: For which step of the derivation did the handout need a probability distribution?

힌트: 안내서의 유도 과정 가운데 어느 단계에서 확률분포가 필요했나요?
"""


def answer_singular_gram():
    return 4
