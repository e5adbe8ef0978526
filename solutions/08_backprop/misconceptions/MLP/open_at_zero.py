"""The derivative of ReLU at zero is one.

Published: any number from 0 to 1 is a subgradient of ReLU at 0, and some libraries take 1.

Hint: Start a hidden unit with zero weights and a zero bias. What does the docstring say about its gradient?

힌트: 가중치와 편향이 모두 0인 은닉 유닛을 생각해 보세요. docstring에 따르면 그 기울기는 얼마인가요?
"""


class MLP:
    def _run(self, x):
        h, caches = x, []
        for i in range(len(self.params) // 2):
            mask = h >= 0
            if i > 0:
                h = np.maximum(h, 0)
            z, cache = linear_forward(h, self.params[f"W{i}"], self.params[f"b{i}"])
            caches.append((mask, cache))
            h = z
        return h, caches
