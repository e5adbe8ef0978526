"""The derivative is that of ReLU, 0 for negative x.

Hint: The whole point of the leak is what happens to learning for negative x; what slope do you give there?

힌트: leak의 목적은 음수 x에서도 학습되게 하는 것입니다. 그곳의 기울기를 얼마로 했나요?
"""


def leaky_relu_grad(x, alpha=0.01):
    x = as_float(x)
    if alpha < 0:
        raise ValueError("alpha must not be negative")
    return (x > 0).astype(x.dtype)
