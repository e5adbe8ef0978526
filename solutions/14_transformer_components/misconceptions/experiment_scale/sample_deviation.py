"""Divided by n - 1.

Published: the unbiased estimate of a variance divides by n - 1.

Hint: With a single pair, which number do you return, and which one does the docstring's divisor give?

힌트: 쌍이 하나뿐일 때 어떤 값을 반환하나요? docstring에 적힌 수로 나누면 얼마인가요?
"""


def score_spread(d_k, n_pairs, rng):
    q = rng.standard_normal((n_pairs, d_k))
    k = rng.standard_normal((n_pairs, d_k))
    return float(np.sum(q * k, axis=1).std(ddof=1))
