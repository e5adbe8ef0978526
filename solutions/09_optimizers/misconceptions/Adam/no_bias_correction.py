"""Neither average is corrected for its start at zero.

Hint: Both averages start from zero; what does that do to the first few steps?

힌트: 두 평균은 모두 0에서 시작합니다. 처음 몇 걸음에 어떤 영향을 줄까요?
"""


class Adam:
    def step(self, params, grads):
        _check(params, grads)
        self.t += 1
        for k in params:
            zero = np.zeros_like(params[k])
            self.m[k] = self.beta1 * self.m.get(k, zero) + (1 - self.beta1) * grads[k]
            self.v[k] = self.beta2 * self.v.get(k, zero) + (1 - self.beta2) * grads[k] ** 2
            m_hat = self.m[k]
            v_hat = self.v[k]
            params[k] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
