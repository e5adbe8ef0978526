"""The result is in bits.

Published: bits, with the logarithm to base 2, are the unit of coding theory, as in Cover and Thomas,
Elements of Information Theory.

Hint: Which unit does the handout ask for: bits or nats?

힌트: 안내서가 요구하는 단위는 비트인가요, 내트(nat)인가요?
"""


def entropy(p, axis=-1):
    p = _check_prob(p, axis)
    terms = np.zeros_like(p)
    seen = p > 0
    terms[seen] = p[seen] * -np.log2(p[seen])
    return terms.sum(axis=axis)
