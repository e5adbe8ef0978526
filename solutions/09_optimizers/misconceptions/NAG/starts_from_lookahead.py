"""The step starts from the point ahead, so that the old velocity counts twice.

Hint: From which point is the step taken: the current weights or the point you peeked at?

힌트: 걸음은 어디에서 시작하나요? 현재 가중치인가요, 미리 내다본 지점인가요?
"""


class NAG:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            old = self.velocity.get(k, np.zeros_like(params[k]))
            params[k] -= self.lr * self.beta * old
            v = self.beta * old + grads[k]
            self.velocity[k] = v
            params[k] -= self.lr * v
