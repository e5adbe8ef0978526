"""ε is outside of the lower root.

Published: some tutorials write RMS[g] as a root plus ε, as in Adagrad.

Hint: Here the small constant also starts the engine; where does Zeiler put it?

힌트: 여기서는 작은 상수가 시동을 거는 역할도 합니다. Zeiler는 어디에 두었나요?
"""


class Adadelta:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            zero = np.zeros_like(params[k])
            self.G[k] = self.rho * self.G.get(k, zero) + (1 - self.rho) * grads[k] ** 2
            delta = np.sqrt(self.H.get(k, zero) + self.eps) / (np.sqrt(self.G[k]) + self.eps) * grads[k]
            self.H[k] = self.rho * self.H.get(k, zero) + (1 - self.rho) * delta**2
            params[k] -= delta
