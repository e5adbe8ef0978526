"""G is a sum that never forgets, as in Adagrad.

Hint: After ten thousand steps, should the very first gradient still weigh as much as the last?

힌트: 만 걸음 뒤에도 첫 기울기가 마지막 기울기만큼 중요해야 할까요?
"""


class RMSprop:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            self.G[k] = self.G.get(k, np.zeros_like(params[k])) + grads[k] ** 2
            params[k] -= self.lr * grads[k] / (np.sqrt(self.G[k]) + self.eps)
