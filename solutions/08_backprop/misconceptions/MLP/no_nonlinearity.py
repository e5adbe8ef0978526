"""There is no ReLU on the way forward.

Hint: Exercise compose_affine showed what a stack of linear layers can do; is yours more than that?

힌트: compose_affine 문제에서 선형 층만 쌓으면 무엇이 되는지 보았습니다. 여러분의 모델은 그 이상인가요?
"""


class MLP:
    def _run(self, x):
        h, caches = x, []
        for i in range(len(self.params) // 2):
            z, cache = linear_forward(h, self.params[f"W{i}"], self.params[f"b{i}"])
            caches.append((h, cache))
            h = z
        return h, caches
