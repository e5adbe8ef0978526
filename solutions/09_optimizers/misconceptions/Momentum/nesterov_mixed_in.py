"""The step is that of Nesterov's method in the form without a lookahead.

Hint: Which optimiser looks ahead: this one or the next?

힌트: 미리 내다보는 것은 이 방법인가요, 다음 방법인가요?
"""


class Momentum:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            v = self.beta * self.velocity.get(k, np.zeros_like(params[k])) + grads[k]
            self.velocity[k] = v
            params[k] -= self.lr * (grads[k] + self.beta * v)
