"""The derivative is formed by the rule of tanh.

Hint: The slope of the sigmoid at 0 is one quarter; what is yours?

힌트: 0에서 sigmoid의 기울기는 4분의 1입니다. 여러분의 값은 얼마인가요?
"""


def sigmoid_grad(x):
    s = sigmoid(x)
    return 1 - s**2
