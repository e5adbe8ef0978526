"""The derivative takes its argument for the output of tanh.

Hint: For x = 2 your slope is negative; can a rising curve have that?

힌트: x = 2에서 기울기가 음수입니다. 증가하는 곡선이 그럴 수 있나요?
"""


def tanh_grad(x):
    t = as_float(x)
    return 1 - t**2
