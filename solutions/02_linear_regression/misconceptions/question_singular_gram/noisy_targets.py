"""Noise in y is blamed.

Hint: Look at the formula of the matrix: does y occur in it at all?

힌트: 그 행렬의 식을 다시 보세요. y가 들어 있기는 한가요?
"""


def answer_singular_gram():
    return 1
