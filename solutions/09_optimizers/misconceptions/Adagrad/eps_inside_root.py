"""ε is under the root.

Published: ε under the root is the form of many lecture notes, and of optax.

Hint: Both versions exist in the wild; on which side of the root does our handout keep ε?

힌트: 두 형태 모두 쓰입니다. 안내서는 ε을 제곱근의 어느 쪽에 두나요?
"""


class Adagrad:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            self.G[k] = self.G.get(k, np.zeros_like(params[k])) + grads[k] ** 2
            params[k] -= self.lr * grads[k] / np.sqrt(self.G[k] + self.eps)
