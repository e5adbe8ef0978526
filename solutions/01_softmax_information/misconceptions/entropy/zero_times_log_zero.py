"""The logarithm of 0 is taken, and 0 times -inf is NaN.

Hint: How much surprise does an outcome that never happens contribute? Try a one-hot vector.

힌트: 절대 일어나지 않는 결과는 정보량에 얼마나 기여할까요? one-hot 벡터를 넣어 보세요.
"""


def entropy(p, axis=-1):
    p = _check_prob(p, axis)
    return -(p * np.log(p)).sum(axis=axis)
