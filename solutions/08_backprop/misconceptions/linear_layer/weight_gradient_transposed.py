"""The gradient of W comes out as its transpose.

Hint: The gradient of W must have the shape of W; check with D_in ≠ D_out, then think about the square case.

힌트: W의 기울기는 W와 같은 shape이어야 합니다. D_in ≠ D_out으로 확인한 뒤 정사각인 경우도 생각해 보세요.
"""


def linear_backward(dout, cache):
    x, W = cache
    dout = _check_shape(dout, (*x.shape[:-1], W.shape[1]))
    rows, drows = x.reshape(-1, W.shape[0]), dout.reshape(-1, W.shape[1])
    dx = dout @ W.T
    dW = drows.T @ rows
    return dx, dW, drows.sum(axis=0)
