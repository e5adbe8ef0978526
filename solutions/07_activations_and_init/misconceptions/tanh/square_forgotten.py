"""The derivative subtracts the value, not its square.

Hint: tanh is odd, so its slope must be even: is yours the same at -2 and 2?

힌트: tanh는 기함수이므로 기울기는 우함수여야 합니다. -2와 2에서 값이 같나요?
"""


def tanh_grad(x):
    return 1 - tanh(x)
