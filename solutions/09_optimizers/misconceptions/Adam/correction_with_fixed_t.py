"""The first average is corrected as in the first step, forever.

Hint: Should the correction fade away as training goes on?

힌트: 학습이 진행되면 보정은 점점 사라져야 하지 않을까요?
"""


class Adam:
    def step(self, params, grads):
        _check(params, grads)
        self.t += 1
        for k in params:
            zero = np.zeros_like(params[k])
            self.m[k] = self.beta1 * self.m.get(k, zero) + (1 - self.beta1) * grads[k]
            self.v[k] = self.beta2 * self.v.get(k, zero) + (1 - self.beta2) * grads[k] ** 2
            m_hat = self.m[k] / (1 - self.beta1)
            v_hat = self.v[k] / (1 - self.beta2**self.t)
            params[k] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
