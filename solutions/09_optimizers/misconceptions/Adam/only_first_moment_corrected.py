"""The second average is not corrected.

Hint: How many averages start from zero, and how many did you correct?

힌트: 0에서 시작하는 평균은 몇 개이고, 그중 몇 개를 보정했나요?
"""


class Adam:
    def step(self, params, grads):
        _check(params, grads)
        self.t += 1
        for k in params:
            zero = np.zeros_like(params[k])
            self.m[k] = self.beta1 * self.m.get(k, zero) + (1 - self.beta1) * grads[k]
            self.v[k] = self.beta2 * self.v.get(k, zero) + (1 - self.beta2) * grads[k] ** 2
            m_hat = self.m[k] / (1 - self.beta1**self.t)
            v_hat = self.v[k]
            params[k] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
