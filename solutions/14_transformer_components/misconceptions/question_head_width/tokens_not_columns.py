"""The number of heads is taken for their width.

Hint: Is that how many heads there are, or how many columns each has?

힌트: 그것은 헤드의 개수인가요, 헤드 하나의 열 수인가요?
"""


def answer_head_width():
    return 12
