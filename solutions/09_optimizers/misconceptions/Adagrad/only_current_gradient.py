"""G is the last squared gradient alone.

Hint: The method remembers how much each weight has moved *so far*; does G grow?

힌트: 이 방법은 지금까지 얼마나 변했는지를 기억합니다. G가 쌓이고 있나요?
"""


class Adagrad:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            self.G[k] = grads[k] ** 2
            params[k] -= self.lr * grads[k] / (np.sqrt(self.G[k]) + self.eps)
