"""The sign is turned around.

Hint: Raise the logit of the right class a little: does the loss rise or fall?

힌트: 정답 클래스의 로짓을 조금 올려 보세요. 손실이 커지나요, 작아지나요?
"""


def answer_logit_gradient():
    return 0.334759, -0.244728, -0.090031
