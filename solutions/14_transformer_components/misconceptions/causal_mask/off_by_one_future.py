"""A token sees the one that follows it.

Hint: Does row 0 contain exactly one True?

힌트: 0행에 True가 정확히 하나 있나요?
"""


def causal_mask(T):
    return np.tril(np.ones((T, T), dtype=bool), 1)
