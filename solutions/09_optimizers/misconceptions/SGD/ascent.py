"""The step goes up the gradient.

Hint: After one step, is the loss smaller or larger?

힌트: 한 걸음 뒤에 손실이 줄었나요, 늘었나요?
"""


class SGD:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            params[k] += self.lr * grads[k]
