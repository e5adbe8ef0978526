"""The step uses G as it was before this gradient.

Hint: How large is your very first step?

힌트: 맨 처음 걸음의 크기는 얼마인가요?
"""


class Adagrad:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            G = self.G.get(k, np.zeros_like(params[k]))
            params[k] -= self.lr * grads[k] / (np.sqrt(G) + self.eps)
            self.G[k] = G + grads[k] ** 2
