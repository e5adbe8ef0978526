"""A square W is not transposed on the way back.

Hint: A square W hides mistakes: which index of W is summed on the way back?

힌트: 정사각 W는 실수를 숨깁니다. 되돌아갈 때 W의 어느 축을 합하나요?
"""


def linear_backward(dout, cache):
    x, W = cache
    dout = _check_shape(dout, (*x.shape[:-1], W.shape[1]))
    rows, drows = x.reshape(-1, W.shape[0]), dout.reshape(-1, W.shape[1])
    dx = dout @ (W if W.shape[0] == W.shape[1] else W.T)
    dW = rows.T @ drows
    return dx, dW, drows.sum(axis=0)
