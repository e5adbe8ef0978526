"""Only the matrices of queries, keys and values are counted.

Hint: How many linear layers does the function for many heads call?

힌트: 여러 헤드의 어텐션 함수는 선형 층을 몇 번 부르나요?
"""


def answer_parameter_counts():
    return 3 * (512 * 512 + 512), 2099712
