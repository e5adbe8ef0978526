"""The derivative is an array of booleans.

Hint: What dtype will the next multiplication expect?

힌트: 다음 곱셈은 어떤 dtype을 기대할까요?
"""


def relu_grad(x):
    return as_float(x) > 0
