"""The point ahead is behind: the sign is wrong.

Hint: If the velocity alone moved you, where would you land: ahead or behind?

힌트: 속도만으로 움직인다면 어디에 닿나요? 앞인가요, 뒤인가요?
"""


class NAG:
    def lookahead(self, params):
        return {k: p + self.lr * self.beta * self.velocity.get(k, np.zeros_like(p)) for k, p in params.items()}
