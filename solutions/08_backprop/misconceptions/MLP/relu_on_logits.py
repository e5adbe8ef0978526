"""A ReLU stands behind the last layer, too.

Hint: Can the network still give a class a negative score?

힌트: 네트워크가 여전히 음수 점수를 낼 수 있나요?
"""


class MLP:
    def _run(self, x):
        h, caches = x, []
        for i in range(len(self.params) // 2):
            z, cache = linear_forward(h, self.params[f"W{i}"], self.params[f"b{i}"])
            caches.append((h, cache))
            h = np.maximum(z, 0)
        return h, caches
