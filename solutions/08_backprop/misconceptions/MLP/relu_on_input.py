"""A ReLU stands before the first layer as well, and cuts the samples.

Hint: Change a negative feature of a sample: do the logits notice?

힌트: 표본의 음수 특성값을 바꿔 보세요. 로짓이 달라지나요?
"""


class MLP:
    def _run(self, x):
        h, caches = x, []
        for i in range(len(self.params) // 2):
            h = np.maximum(h, 0)
            z, cache = linear_forward(h, self.params[f"W{i}"], self.params[f"b{i}"])
            caches.append((h, cache))
            h = z
        return h, caches
