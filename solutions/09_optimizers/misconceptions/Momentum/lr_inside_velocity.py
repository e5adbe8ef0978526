"""The learning rate is inside the velocity, so that a change of it comes late.

Published: Sutskever et al. (2013) and Keras keep the learning rate inside the velocity.

Hint: Change the learning rate in the middle of training: should old gradients keep the old rate?

힌트: 학습 도중 학습률을 바꿔 보세요. 지난 기울기에 옛 학습률이 남아 있어야 할까요?
"""


class Momentum:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            v = self.beta * self.velocity.get(k, np.zeros_like(params[k])) + self.lr * grads[k]
            self.velocity[k] = v
            params[k] -= v
