"""The biases are not counted.

Hint: A layer adds a vector after its product: who counts the entries of that one?

힌트: 층은 곱한 뒤에 벡터를 더합니다. 그 벡터의 원소는 누가 세나요?
"""


def answer_parameter_counts():
    return 4 * 512 * 512, 2 * 512 * 2048
