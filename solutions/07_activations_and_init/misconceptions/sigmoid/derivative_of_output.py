"""The derivative takes its argument for the output of the sigmoid.

Hint: The derivative takes the pre-activation; is the value you square already passed through the sigmoid?

힌트: 이 도함수는 활성화 이전의 값을 받습니다. 곱하는 값이 sigmoid를 거친 값인가요?
"""


def sigmoid_grad(x):
    s = as_float(x)
    return s * (1 - s)
