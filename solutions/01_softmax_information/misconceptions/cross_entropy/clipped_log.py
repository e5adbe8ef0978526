"""Small probabilities are raised to 1e-7 before the logarithm.

Hint: A model that says "impossible" about something that happens is infinitely surprised; is yours?

힌트: 실제로 일어난 일을 "불가능"이라고 한 모델의 놀라움은 무한대입니다. 여러분의 값은 어떤가요?
"""


def cross_entropy(p, q, axis=-1):
    p, q = _check_pq(p, q, axis)
    terms = np.zeros_like(p)
    seen = p > 0
    terms[seen] = p[seen] * -np.log(np.clip(q[seen], 1e-7, 1))
    return terms.sum(axis=axis)
