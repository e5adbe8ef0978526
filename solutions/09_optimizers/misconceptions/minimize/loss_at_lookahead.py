"""The history holds the losses at the points ahead.

Hint: Whose loss belongs in the history: the real weights' or the imagined ones'?

힌트: history에는 실제 가중치의 손실이 들어가야 하나요, 상상한 지점의 손실인가요?
"""


def minimize(loss_and_grads, params, optimizer, n_steps):
    if n_steps < 0:
        raise ValueError("n_steps must not be negative")
    history = [loss_and_grads(params)[0]]
    at = params
    for _ in range(n_steps):
        if hasattr(optimizer, "lookahead"):
            at = optimizer.lookahead(params)
        optimizer.step(params, loss_and_grads(at)[1])
        history.append(loss_and_grads(at)[0])
    return np.array(history)
