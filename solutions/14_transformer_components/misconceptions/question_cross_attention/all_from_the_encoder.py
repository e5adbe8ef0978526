"""All three are said to be the encoder's.

Hint: How many rows does the output have: one for each token of the encoder, or of the decoder?

힌트: 출력의 행은 몇 개인가요? 인코더의 토큰 수인가요, 디코더의 토큰 수인가요?
"""


def answer_cross_attention():
    return 3
