"""A small constant inside the logarithm changes every term.

Hint: Compare the entropy of a fair coin with log 2 to ten digits.

힌트: 공정한 동전의 엔트로피를 log 2와 소수 열 자리까지 비교해 보세요.
"""


def entropy(p, axis=-1):
    p = _check_prob(p, axis)
    return -(p * np.log(p + 1e-5)).sum(axis=axis)
