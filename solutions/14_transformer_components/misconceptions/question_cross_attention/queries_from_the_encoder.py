"""The queries are said to be the encoder's.

Hint: Who is asking: the sentence that is being written or the one that was read?

힌트: 묻는 쪽은 누구인가요? 쓰고 있는 문장인가요, 읽은 문장인가요?
"""


def answer_cross_attention():
    return 1
