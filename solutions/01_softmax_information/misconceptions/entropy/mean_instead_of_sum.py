"""The terms are averaged over the classes, though they carry their weights already.

Hint: Entropy is already an average — which weights does that average use?

힌트: 엔트로피는 이미 평균입니다. 그 평균의 가중치는 무엇인가요?
"""


def entropy(p, axis=-1):
    p = _check_prob(p, axis)
    terms = np.zeros_like(p)
    seen = p > 0
    terms[seen] = p[seen] * -np.log(p[seen])
    return terms.mean(axis=axis)
