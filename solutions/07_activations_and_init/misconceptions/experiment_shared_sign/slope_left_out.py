"""The gradient goes through the unit without its slope.

Hint: What is left of the upstream gradient behind a unit that is fully saturated?

힌트: 완전히 포화된 유닛을 지나면 위에서 내려온 기울기가 얼마나 남나요?
"""


def sign_agreement(X, w, upstream):
    X, w, upstream = _check_unit(X, w, upstream)
    gradients = (upstream)[:, None] * X
    return float(np.mean(np.all(gradients > 0, axis=1) | np.all(gradients < 0, axis=1)))
