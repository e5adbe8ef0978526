"""H averages squared gradients, as G does, instead of squared steps.

Hint: Two different histories are kept; what does the second one record?

힌트: 서로 다른 두 기록을 유지합니다. 두 번째 기록은 무엇을 남기나요?
"""


class Adadelta:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            zero = np.zeros_like(params[k])
            self.G[k] = self.rho * self.G.get(k, zero) + (1 - self.rho) * grads[k] ** 2
            delta = np.sqrt(self.H.get(k, zero) + self.eps) / np.sqrt(self.G[k] + self.eps) * grads[k]
            self.H[k] = self.rho * self.H.get(k, zero) + (1 - self.rho) * grads[k] ** 2
            params[k] -= delta
