"""The lookahead takes the whole old velocity, without β.

Hint: By the time of the step the old velocity has been multiplied by something; did you include it?

힌트: 실제로 움직일 때 이전 속도에는 어떤 값이 곱해져 있습니다. 그것을 포함했나요?
"""


class NAG:
    def lookahead(self, params):
        return {k: p - self.lr * self.velocity.get(k, np.zeros_like(p)) for k, p in params.items()}
