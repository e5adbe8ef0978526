"""The loss change has the opposite sign.

Hint: With a tiny learning rate the loss falls. Is your number negative then, as a fall should be?

힌트: 학습률이 아주 작으면 손실은 줄어듭니다. 그때 구한 값이 음수로 나오나요?
"""


def loss_change(X, y, lr, n_steps):
    _, history = gradient_descent_ols(X, y, lr, n_steps)
    return float(history[0] - history[-1])
