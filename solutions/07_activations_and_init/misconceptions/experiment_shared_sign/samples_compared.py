"""The samples of one weight are compared, not the weights of one sample.

Hint: With 20 samples and 3 weights, how many yes-or-no answers do you average?

힌트: 표본이 20개이고 가중치가 3개라면, 예/아니요 판정 몇 개의 평균을 내고 있나요?
"""


def sign_agreement(X, w, upstream):
    X, w, upstream = _check_unit(X, w, upstream)
    gradients = (upstream * sigmoid_grad(X @ w))[:, None] * X
    return float(np.mean(np.all(gradients > 0, axis=0) | np.all(gradients < 0, axis=0)))
