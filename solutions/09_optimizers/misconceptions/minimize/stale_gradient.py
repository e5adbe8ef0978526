"""The gradient of the start is used in every step.

Hint: Is the gradient recomputed after each move?

힌트: 움직일 때마다 기울기를 다시 계산하나요?
"""


def minimize(loss_and_grads, params, optimizer, n_steps):
    if n_steps < 0:
        raise ValueError("n_steps must not be negative")
    loss, grads = loss_and_grads(params)
    history = [loss]
    for _ in range(n_steps):
        optimizer.step(params, grads)
        history.append(loss_and_grads(params)[0])
    return np.array(history)
