"""The loop ends after the first parameter.

Hint: Are all the parameters moving?

힌트: 모든 파라미터가 움직이고 있나요?
"""


class SGD:
    def step(self, params, grads):
        _check(params, grads)
        for k in list(params)[:1]:
            params[k] -= self.lr * grads[k]
