"""A new array takes the place of the parameter in the dict; the array itself never changes.

Hint: The model holds its own reference to the weights; does it notice your update?

힌트: 모델은 가중치를 따로 참조하고 있습니다. 여러분의 갱신을 알아차리나요?
"""


class SGD:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            params[k] = params[k] - self.lr * grads[k]
