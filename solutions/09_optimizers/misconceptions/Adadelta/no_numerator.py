"""Nothing stands in for the learning rate: the step is g over the root of G.

Hint: What takes the place of the learning rate in this method?

힌트: 이 방법에서 학습률의 자리를 대신하는 것은 무엇인가요?
"""


class Adadelta:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            zero = np.zeros_like(params[k])
            self.G[k] = self.rho * self.G.get(k, zero) + (1 - self.rho) * grads[k] ** 2
            delta = 1 / np.sqrt(self.G[k] + self.eps) * grads[k]
            self.H[k] = self.rho * self.H.get(k, zero) + (1 - self.rho) * delta**2
            params[k] -= delta
