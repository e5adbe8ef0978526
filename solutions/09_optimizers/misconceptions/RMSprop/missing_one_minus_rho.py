"""The new square enters G in full.

Hint: For a constant gradient, which value should the average settle at?

힌트: 기울기가 일정하다면 평균은 어떤 값에 수렴해야 하나요?
"""


class RMSprop:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            self.G[k] = self.rho * self.G.get(k, np.zeros_like(params[k])) + grads[k] ** 2
            params[k] -= self.lr * grads[k] / (np.sqrt(self.G[k]) + self.eps)
