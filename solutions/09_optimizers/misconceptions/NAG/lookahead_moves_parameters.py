"""The lookahead moves the parameters themselves.

Hint: Looking ahead is only a thought; are the real weights still where they were?

힌트: 내다보기는 생각일 뿐입니다. 실제 가중치는 제자리에 있나요?
"""


class NAG:
    def lookahead(self, params):
        for k in params:
            params[k] -= self.lr * self.beta * self.velocity.get(k, np.zeros_like(params[k]))
        return {k: p.copy() for k, p in params.items()}
