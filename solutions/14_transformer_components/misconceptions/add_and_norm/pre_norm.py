"""The norm comes first, the sum last.

Published: a norm inside the residual branch is usual in later models: before the sublayer in GPT-2, after it in
Swin V2.

Hint: In the formula LayerNorm(x + Sublayer(x)), what comes last?

힌트: LayerNorm(x + Sublayer(x))에서 마지막에 일어나는 일은 무엇인가요?
"""


def add_and_norm(x, sub, gamma, beta):
    x, sub = (as_float(x), as_float(sub))
    _check_shape("sub", sub, x.shape)
    out, cache = layer_norm_forward(sub, gamma, beta)
    return x + out, cache
