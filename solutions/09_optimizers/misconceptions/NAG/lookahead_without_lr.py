"""The lookahead leaves the learning rate out.

Hint: How far does the old velocity actually carry the weights in one step?

힌트: 이전 속도는 한 걸음에 가중치를 실제로 얼마나 옮기나요?
"""


class NAG:
    def lookahead(self, params):
        return {k: p - self.beta * self.velocity.get(k, np.zeros_like(p)) for k, p in params.items()}
