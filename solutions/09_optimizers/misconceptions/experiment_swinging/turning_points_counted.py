"""Changes of the direction of motion are counted, not those of the sign of x.

Hint: Does the ball turn round at the bottom of the valley, or when it is highest up?

힌트: 공이 방향을 바꾸는 곳은 골짜기 바닥인가요, 가장 높이 올라간 곳인가요? 세어야 하는 것은 어느
쪽인가요?
"""


def count_sign_changes(beta, lr, curvature, n_steps):
    x, ball, changes, last = np.array([1.0]), Momentum(lr, beta), 0, 0.0
    for _ in range(n_steps):
        before = float(x[0])
        ball.step({"x": x}, {"x": curvature * x})
        moved = float(x[0]) - before
        changes += last * moved < 0
        last = moved
    return changes
