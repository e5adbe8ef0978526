"""The minus sign is missing.

Hint: Can the average amount of information be negative for a discrete distribution?

힌트: 이산 분포의 평균 정보량이 음수일 수 있을까요?
"""


def entropy(p, axis=-1):
    p = _check_prob(p, axis)
    terms = np.zeros_like(p)
    seen = p > 0
    terms[seen] = p[seen] * np.log(p[seen])
    return terms.sum(axis=axis)
