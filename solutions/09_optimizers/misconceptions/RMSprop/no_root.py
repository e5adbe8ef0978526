"""The gradient is divided by the mean square itself, not by its root.

Hint: What do the letters R, M and S stand for?

힌트: R, M, S는 각각 무엇의 약자인가요?
"""


class RMSprop:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            self.G[k] = self.rho * self.G.get(k, np.zeros_like(params[k])) + (1 - self.rho) * grads[k] ** 2
            params[k] -= self.lr * grads[k] / (self.G[k] + self.eps)
