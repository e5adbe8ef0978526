"""A zero agrees with everybody.

Hint: A sample with a gradient of nothing but zeros: does it push all weights the same way, or none of them at
all?

힌트: 기울기가 모두 0인 표본이 있다고 해 봅시다. 모든 가중치를 같은 쪽으로 미나요, 아니면 아무것도 밀지 않나요?
"""


def sign_agreement(X, w, upstream):
    X, w, upstream = _check_unit(X, w, upstream)
    gradients = (upstream * sigmoid_grad(X @ w))[:, None] * X
    return float(np.mean(np.all(gradients >= 0, axis=1) | np.all(gradients <= 0, axis=1)))
