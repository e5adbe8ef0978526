"""Zeros and ones in place of booleans.

Published: masks of floats are common where they are added to the scores, as 0 and minus infinity, or
multiplied.

Hint: Which dtype does the handout give to masks?

힌트: 안내서에서 마스크의 dtype은 무엇인가요?
"""


def causal_mask(T):
    return np.tril(np.ones((T, T), dtype=float))
