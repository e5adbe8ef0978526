"""The ReLU is missing.

Hint: Two linear maps in a row: what do they amount to?

힌트: 선형 변환 두 개를 이으면 무엇과 같나요?
"""


def position_wise_ffn(x, p, dropout=0.0, rng=None, training=False):
    z, c1 = linear_forward(x, p["W1"], p["b1"])
    hidden, kept = dropout_forward(z, dropout, rng, training)
    out, c2 = linear_forward(hidden, p["W2"], p["b2"])
    return (out, (c1, z > 0, kept, c2))
