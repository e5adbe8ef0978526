"""All parameters start from the velocity of the first one.

Hint: Do the weights and the biases each have their own momentum?

힌트: 가중치와 편향이 각자의 모멘텀을 가지나요?
"""


class Momentum:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            old = next(iter(self.velocity.values()), np.zeros_like(params[k]))
            v = self.beta * old + grads[k]
            self.velocity[k] = v
            params[k] -= self.lr * v
