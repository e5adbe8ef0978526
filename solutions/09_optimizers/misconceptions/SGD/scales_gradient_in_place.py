"""The gradients are multiplied by the learning rate where they stand.

Hint: Print the gradient before and after the step.

힌트: step 전후의 기울기를 출력해 보세요.
"""


class SGD:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            g = grads[k]
            g *= self.lr
            params[k] -= g
