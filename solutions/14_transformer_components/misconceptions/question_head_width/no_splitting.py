"""Every head has the whole width.

Hint: Side by side, the heads must make up the model's width again: how wide are your twelve together?

힌트: 헤드를 나란히 놓으면 다시 모델의 너비가 되어야 합니다. 열두 개를 합치면 얼마나 넓은가요?
"""


def answer_head_width():
    return 768
