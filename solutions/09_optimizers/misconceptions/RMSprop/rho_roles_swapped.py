"""ρ weighs the new square and 1 - ρ the memory.

Hint: With ρ near one, is the memory long or short?

힌트: ρ가 1에 가까우면 기억이 긴가요, 짧은가요?
"""


class RMSprop:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            self.G[k] = (1 - self.rho) * self.G.get(k, np.zeros_like(params[k])) + self.rho * grads[k] ** 2
            params[k] -= self.lr * grads[k] / (np.sqrt(self.G[k]) + self.eps)
