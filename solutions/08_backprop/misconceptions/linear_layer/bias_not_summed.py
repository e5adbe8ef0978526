"""The gradient of b keeps one row per sample.

Hint: One bias is shared by every sample; how do their messages combine?

힌트: 편향 하나를 모든 표본이 함께 씁니다. 각 표본의 신호는 어떻게 합쳐지나요?
"""


def linear_backward(dout, cache):
    x, W = cache
    dout = _check_shape(dout, (*x.shape[:-1], W.shape[1]))
    rows, drows = x.reshape(-1, W.shape[0]), dout.reshape(-1, W.shape[1])
    dx = dout @ W.T
    dW = rows.T @ drows
    return dx, dW, drows
