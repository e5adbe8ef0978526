"""Absolute values are accumulated, not squares.

Hint: What is being accumulated: sizes or squares?

힌트: 쌓이는 것은 크기인가요, 제곱인가요?
"""


class Adagrad:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            self.G[k] = self.G.get(k, np.zeros_like(params[k])) + np.abs(grads[k])
            params[k] -= self.lr * grads[k] / (np.sqrt(self.G[k]) + self.eps)
