"""The velocity is an average of the gradients: they enter with the factor 1 - β.

Published: an exponential average as velocity is the form of many lecture notes, and of Adam's first
moment.

Hint: With a constant gradient, to which speed does the velocity grow in the handout's form?

힌트: 기울기가 일정할 때 안내서의 형태에서 속도는 얼마까지 커지나요?
"""


class Momentum:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            v = self.beta * self.velocity.get(k, np.zeros_like(params[k])) + (1 - self.beta) * grads[k]
            self.velocity[k] = v
            params[k] -= self.lr * v
