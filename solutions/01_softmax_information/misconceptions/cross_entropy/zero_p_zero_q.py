"""The logarithm of 0 is taken where p is 0 as well, and 0 times -inf is NaN.

Hint: What should an impossible outcome that the model also calls impossible cost?

힌트: 실제로도 불가능하고 모델도 불가능하다고 한 결과의 비용은 얼마여야 하나요?
"""


def cross_entropy(p, q, axis=-1):
    p, q = _check_pq(p, q, axis)
    return -(p * np.log(q)).sum(axis=axis)
