"""A second ReLU, on the output.

Hint: How many ReLUs are in the formula, and where?

힌트: 식에 ReLU는 몇 개 있고 어디에 있나요?
"""


def position_wise_ffn(x, p, dropout=0.0, rng=None, training=False):
    z, c1 = linear_forward(x, p["W1"], p["b1"])
    hidden, kept = dropout_forward(np.maximum(z, 0), dropout, rng, training)
    out, c2 = linear_forward(hidden, p["W2"], p["b2"])
    return np.maximum(out, 0), (c1, z > 0, kept, c2)
