"""The biases are drawn, not set to zero.

Hint: How does the handout initialise the biases?

힌트: 안내서는 편향을 어떻게 초기화하나요?
"""


class MLP:
    def __init__(self, sizes, rng):
        if len(sizes) < 2 or min(sizes) < 1:
            raise ValueError("expected two sizes or more, each at least 1")
        self.params = {}
        for i, (d_in, d_out) in enumerate(pairwise(sizes)):
            self.params[f"W{i}"] = math.sqrt(2 / d_in) * rng.standard_normal((d_in, d_out))
            self.params[f"b{i}"] = rng.standard_normal(d_out)
