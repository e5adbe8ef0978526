"""The gradient is taken to be x, whatever the curvature.

Hint: Make the valley ten times as steep. Does your count notice?

힌트: 골짜기를 열 배 가파르게 해 보세요. 센 횟수가 달라지나요?
"""


def count_sign_changes(beta, lr, curvature, n_steps):
    x, ball, changes = np.array([1.0]), Momentum(lr, beta), 0
    curvature = 1.0
    for _ in range(n_steps):
        before = float(x[0])
        ball.step({"x": x}, {"x": curvature * x})
        changes += before * float(x[0]) < 0
    return changes
