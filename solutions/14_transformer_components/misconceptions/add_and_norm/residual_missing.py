"""The norm of the sublayer's output alone.

Hint: If the sublayer outputs zero, what should be left?

힌트: 서브층이 0을 출력하면 무엇이 남아야 하나요?
"""


def add_and_norm(x, sub, gamma, beta):
    x, sub = (as_float(x), as_float(sub))
    _check_shape("sub", sub, x.shape)
    return layer_norm_forward(sub, gamma, beta)
