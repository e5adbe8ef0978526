"""The step is taken with the new H.

Hint: When Δ is computed, does H already know about this Δ?

힌트: Δ를 계산할 때 H가 이번 Δ를 이미 알고 있나요?
"""


class Adadelta:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            zero = np.zeros_like(params[k])
            self.G[k] = self.rho * self.G.get(k, zero) + (1 - self.rho) * grads[k] ** 2
            delta = np.sqrt(self.H.get(k, zero) + self.eps) / np.sqrt(self.G[k] + self.eps) * grads[k]
            self.H[k] = self.rho * self.H.get(k, zero) + (1 - self.rho) * delta**2
            params[k] -= np.sqrt(self.H[k] + self.eps) / np.sqrt(self.G[k] + self.eps) * grads[k]
