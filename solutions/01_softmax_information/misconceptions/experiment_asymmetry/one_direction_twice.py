"""The divergence is taken for symmetric, and one direction is returned twice.

Hint: Plot both curves. What should happen to the second one where p goes to 0?

힌트: 두 곡선을 그려 보세요. p가 0에 가까워질 때 두 번째 곡선은 어떻게 되어야 하나요?
"""


def bernoulli_divergences(p, q):
    p = as_float(p)
    P, Q = (np.stack([1 - heads, heads], axis=-1) for heads in (p, np.full_like(p, q)))
    return kl_divergence(P, Q), kl_divergence(P, Q)
