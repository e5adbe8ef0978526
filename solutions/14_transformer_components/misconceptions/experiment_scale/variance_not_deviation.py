"""The variance of the scores.

Hint: Multiply all queries by 3: by how much does the spread that you return grow, and by how much should it?

힌트: 모든 쿼리에 3을 곱해 보세요. 반환한 퍼짐은 몇 배가 되고, 몇 배가 되어야 하나요?
"""


def score_spread(d_k, n_pairs, rng):
    q = rng.standard_normal((n_pairs, d_k))
    k = rng.standard_normal((n_pairs, d_k))
    return float(np.sum(q * k, axis=1).var())
