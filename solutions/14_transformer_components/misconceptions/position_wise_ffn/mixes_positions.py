"""The mean over the tokens is taken off first, so that tokens see each other.

Hint: Feed one token alone and inside a sentence: may the results differ?

힌트: 토큰 하나만 넣은 결과와 문장 속에 넣은 결과가 달라도 되나요?
"""


def position_wise_ffn(x, p, dropout=0.0, rng=None, training=False):
    z, c1 = linear_forward(x - x.mean(axis=-2, keepdims=True), p["W1"], p["b1"])
    hidden, kept = dropout_forward(np.maximum(z, 0), dropout, rng, training)
    out, c2 = linear_forward(hidden, p["W2"], p["b2"])
    return (out, (c1, z > 0, kept, c2))
