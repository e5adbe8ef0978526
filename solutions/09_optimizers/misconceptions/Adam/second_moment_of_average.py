"""The second average is one of m², not of g².

Hint: The second average watches the raw gradients; what does yours watch?

힌트: 두 번째 평균은 원래 기울기를 지켜봅니다. 여러분의 것은 무엇을 보고 있나요?
"""


class Adam:
    def step(self, params, grads):
        _check(params, grads)
        self.t += 1
        for k in params:
            zero = np.zeros_like(params[k])
            self.m[k] = self.beta1 * self.m.get(k, zero) + (1 - self.beta1) * grads[k]
            self.v[k] = self.beta2 * self.v.get(k, zero) + (1 - self.beta2) * self.m[k] ** 2
            m_hat = self.m[k] / (1 - self.beta1**self.t)
            v_hat = self.v[k] / (1 - self.beta2**self.t)
            params[k] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
