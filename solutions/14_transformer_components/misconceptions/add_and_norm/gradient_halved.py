"""The gradient is shared out between the two terms of the sum.

Hint: An addition has two inputs; does it split the gradient or copy it?

힌트: 덧셈의 입력은 두 개입니다. 기울기를 나누나요, 복사하나요?
"""


def add_and_norm_backward(dout, cache):
    d, dgamma, dbeta = layer_norm_backward(dout, cache)
    return d / 2, d / 2, dgamma, dbeta
