"""Dropout acts on the output.

Published: the paper itself drops entries of each sublayer's output, before they are added to its input.

Hint: Between which two layers does the handout put the dropout?

힌트: 안내서는 드롭아웃을 어느 두 층 사이에 두었나요?
"""


def position_wise_ffn(x, p, dropout=0.0, rng=None, training=False):
    z, c1 = linear_forward(x, p["W1"], p["b1"])
    out, c2 = linear_forward(np.maximum(z, 0), p["W2"], p["b2"])
    out, kept = dropout_forward(out, dropout, rng, training)
    return (out, (c1, z > 0, kept, c2))


def position_wise_ffn_backward(dout, cache):
    c1, opened, kept, c2 = cache
    dhidden, dW2, db2 = linear_backward(dropout_backward(dout, kept), c2)
    dx, dW1, db1 = linear_backward(dhidden * opened, c1)
    return (dx, {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2})
