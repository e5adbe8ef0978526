"""t grows once for each parameter.

Hint: With two parameter arrays, what is t after one call of step?

힌트: 파라미터 배열이 두 개라면 step을 한 번 부른 뒤 t는 얼마인가요?
"""


class Adam:
    def step(self, params, grads):
        _check(params, grads)
        for k in params:
            self.t += 1
            zero = np.zeros_like(params[k])
            self.m[k] = self.beta1 * self.m.get(k, zero) + (1 - self.beta1) * grads[k]
            self.v[k] = self.beta2 * self.v.get(k, zero) + (1 - self.beta2) * grads[k] ** 2
            m_hat = self.m[k] / (1 - self.beta1**self.t)
            v_hat = self.v[k] / (1 - self.beta2**self.t)
            params[k] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
