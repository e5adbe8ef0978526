"""Heteroscedastic errors are blamed.

Hint: Keep X and change only the spread of the errors: can a matrix made of X alone notice?

힌트: X는 그대로 두고 오차의 퍼짐만 바꿔 보세요. X만으로 만든 행렬이 그것을 알 수 있나요?
"""


def answer_singular_gram():
    return 3
