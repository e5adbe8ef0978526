"""β₁ and β₂ have changed places.

Hint: Which of the two memories should be the longer one?

힌트: 두 기억 중 어느 쪽이 더 길어야 하나요?
"""


class Adam:
    def __init__(self, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        _require_positive(lr=lr)
        _require_decay(beta1=beta1, beta2=beta2)
        _require_not_negative(eps=eps)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta2, beta1, eps
        self.t = 0
        self.m = {}
        self.v = {}
