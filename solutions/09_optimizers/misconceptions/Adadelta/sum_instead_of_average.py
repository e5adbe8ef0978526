"""G is a sum that never forgets.

Hint: Which of Adagrad's problems was this method invented to remove?

힌트: 이 방법은 Adagrad의 어떤 문제를 없애려고 나왔나요?
"""


class Adadelta:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            zero = np.zeros_like(params[k])
            self.G[k] = self.G.get(k, zero) + grads[k] ** 2
            delta = np.sqrt(self.H.get(k, zero) + self.eps) / np.sqrt(self.G[k] + self.eps) * grads[k]
            self.H[k] = self.rho * self.H.get(k, zero) + (1 - self.rho) * delta**2
            params[k] -= delta
