"""ε is under the root.

Published: TensorFlow, and optax by default, keep ε under the root.

Hint: On which side of the root does our handout keep ε?

힌트: 안내서는 ε을 제곱근의 어느 쪽에 두나요?
"""


class RMSprop:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            self.G[k] = self.rho * self.G.get(k, np.zeros_like(params[k])) + (1 - self.rho) * grads[k] ** 2
            params[k] -= self.lr * grads[k] / np.sqrt(self.G[k] + self.eps)
