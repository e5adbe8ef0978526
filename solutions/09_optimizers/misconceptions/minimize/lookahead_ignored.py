"""The gradient is always taken at the parameters.

Hint: NAG asks you to look somewhere before stepping; does the loop listen?

힌트: NAG는 걷기 전에 어딘가를 보라고 합니다. 반복문이 그 말을 듣나요?
"""


def minimize(loss_and_grads, params, optimizer, n_steps):
    if n_steps < 0:
        raise ValueError("n_steps must not be negative")
    loss, grads = loss_and_grads(params)
    history = [loss]
    for _ in range(n_steps):
        optimizer.step(params, grads)
        loss, grads = loss_and_grads(params)
        history.append(loss)
    return np.array(history)
