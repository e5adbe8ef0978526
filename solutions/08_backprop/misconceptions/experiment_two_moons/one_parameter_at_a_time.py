"""Each parameter steps with a gradient that was taken after the others had moved.

Hint: At which point of parameter space is each gradient of one step taken?

힌트: 한 걸음에 쓰는 기울기들은 각각 파라미터가 어떤 값일 때 계산한 것인가요?
"""


def train(model, x, labels, lr, n_steps):
    losses = [model.loss_and_grads(x, labels)[0]]
    for _ in range(n_steps):
        for name in model.params:
            model.params[name] = model.params[name] - lr * model.loss_and_grads(x, labels)[1][name]
        losses.append(model.loss_and_grads(x, labels)[0])
    return np.array(losses)
