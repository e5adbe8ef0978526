"""The loss before the first step is missing.

Hint: After no step at all, how many losses are known?

힌트: 한 걸음도 내딛지 않았을 때 알고 있는 손실은 몇 개인가요?
"""


def train(model, x, labels, lr, n_steps):
    losses = []
    for _ in range(n_steps):
        _, grads = model.loss_and_grads(x, labels)
        for name, grad in grads.items():
            model.params[name] = model.params[name] - lr * grad
        losses.append(model.loss_and_grads(x, labels)[0])
    return np.array(losses)
