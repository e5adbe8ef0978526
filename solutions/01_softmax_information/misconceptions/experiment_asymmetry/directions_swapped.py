"""The two directions are in the other order.

Hint: In your first number, whose probabilities stand in front of the logarithm?

힌트: 첫 번째 값에서 로그 앞에 있는 것은 어느 쪽의 확률인가요?
"""


def bernoulli_divergences(p, q):
    p = as_float(p)
    P, Q = (np.stack([1 - heads, heads], axis=-1) for heads in (p, np.full_like(p, q)))
    return kl_divergence(Q, P), kl_divergence(P, Q)
