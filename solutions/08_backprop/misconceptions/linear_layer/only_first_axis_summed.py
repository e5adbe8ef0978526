"""The gradient of b is summed over the first axis alone.

Hint: Try a batch of sequences (N, T, D): over which axes is the bias shared?

힌트: (N, T, D) 시퀀스 배치를 넣어 보세요. 편향은 어느 축들에서 공유되나요?
"""


def linear_backward(dout, cache):
    x, W = cache
    dout = _check_shape(dout, (*x.shape[:-1], W.shape[1]))
    rows, drows = x.reshape(-1, W.shape[0]), dout.reshape(-1, W.shape[1])
    dx = dout @ W.T
    dW = rows.T @ drows
    return dx, dW, dout.sum(axis=0) if dout.ndim > 1 else dout
