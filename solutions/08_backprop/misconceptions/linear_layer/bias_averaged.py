"""The gradient of b is the mean over the samples.

Hint: Does averaging belong to this layer or to the loss?

힌트: 평균은 이 층의 일인가요, 손실의 일인가요?
"""


def linear_backward(dout, cache):
    x, W = cache
    dout = _check_shape(dout, (*x.shape[:-1], W.shape[1]))
    rows, drows = x.reshape(-1, W.shape[0]), dout.reshape(-1, W.shape[1])
    dx = dout @ W.T
    dW = rows.T @ drows
    return dx, dW, drows.mean(axis=0)
