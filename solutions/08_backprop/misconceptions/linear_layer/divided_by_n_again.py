"""The gradient of W is divided by the number of samples.

Hint: The loss already contains a mean; compare your dW with a numerical gradient for N = 3.

힌트: 손실에 이미 평균이 있습니다. N = 3일 때 dW를 수치 미분과 비교해 보세요.
"""


def linear_backward(dout, cache):
    x, W = cache
    dout = _check_shape(dout, (*x.shape[:-1], W.shape[1]))
    rows, drows = x.reshape(-1, W.shape[0]), dout.reshape(-1, W.shape[1])
    dx = dout @ W.T
    dW = rows.T @ drows / len(rows)
    return dx, dW, drows.sum(axis=0)
