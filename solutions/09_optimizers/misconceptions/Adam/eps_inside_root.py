"""ε is under the root.

Published: some implementations keep ε under the root, as AdaBelief's and optax's `eps_root` do.

Hint: Read the last line of Algorithm 1 once more: what exactly is under the root?

힌트: Algorithm 1의 마지막 줄을 다시 읽어 보세요. 제곱근 안에는 정확히 무엇이 있나요?
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
            v_hat = self.v[k] / (1 - self.beta2**self.t)
            params[k] -= self.lr * m_hat / np.sqrt(v_hat + self.eps)
