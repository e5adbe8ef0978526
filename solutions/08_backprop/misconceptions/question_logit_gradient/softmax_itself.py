"""The softmax, from which the target was not subtracted.

Hint: What should the three numbers add up to, if adding a constant to all logits changes no loss?

힌트: 모든 로짓에 같은 수를 더해도 손실이 그대로라면, 세 수의 합은 얼마여야 하나요?
"""


def answer_logit_gradient():
    return 0.665241, 0.244728, 0.090031
