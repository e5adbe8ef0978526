"""The upper triangle: everything before is hidden, everything after is seen.

Hint: May word 1 look at word 3?

힌트: 1번 단어가 3번 단어를 봐도 되나요?
"""


def causal_mask(T):
    return np.triu(np.ones((T, T), dtype=bool))
