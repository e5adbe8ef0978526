"""The gradient is divided by G itself, not by its root.

Hint: Multiply every gradient by ten: should the size of the first step change?

힌트: 모든 기울기에 10을 곱해 보세요. 첫 걸음의 크기가 달라져야 할까요?
"""


class Adagrad:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            self.G[k] = self.G.get(k, np.zeros_like(params[k])) + grads[k] ** 2
            params[k] -= self.lr * grads[k] / (self.G[k] + self.eps)
