"""Gradients that are negative throughout are left out.

Hint: Flip the sign of every upstream gradient: may your share change?

힌트: 위에서 내려오는 기울기의 부호를 모두 뒤집어 보세요. 비율이 달라져도 되나요?
"""


def sign_agreement(X, w, upstream):
    X, w, upstream = _check_unit(X, w, upstream)
    gradients = (upstream * sigmoid_grad(X @ w))[:, None] * X
    return float(np.mean(np.all(gradients > 0, axis=1)))
