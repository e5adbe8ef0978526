"""A token may not look at itself.

Hint: May a word look at itself? What is left for the first word otherwise?

힌트: 단어가 자기 자신을 봐도 되나요? 안 된다면 첫 단어는 무엇을 보나요?
"""


def causal_mask(T):
    return np.tril(np.ones((T, T), dtype=bool), -1)
