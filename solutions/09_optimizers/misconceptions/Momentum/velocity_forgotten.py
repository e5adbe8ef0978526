"""The velocity is not kept: each step starts at rest.

Hint: What does the second step remember of the first?

힌트: 두 번째 걸음은 첫 번째 걸음에서 무엇을 기억하나요?
"""


class Momentum:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            v = self.beta * self.velocity.get(k, np.zeros_like(params[k])) + grads[k]
            params[k] -= self.lr * v
