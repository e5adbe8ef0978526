"""The weights have the variance of Xavier's initialisation.

Published: Xavier's variance, 2 divided by the sum of both widths (Glorot and Bengio, 2010), is made for
activations that are symmetric about zero.

Hint: Which initialisation goes with ReLU?

힌트: ReLU와 짝을 이루는 초기화는 무엇인가요?
"""


class MLP:
    def __init__(self, sizes, rng):
        if len(sizes) < 2 or min(sizes) < 1:
            raise ValueError("expected two sizes or more, each at least 1")
        self.params = {}
        for i, (d_in, d_out) in enumerate(pairwise(sizes)):
            self.params[f"W{i}"] = math.sqrt(2 / (d_in + d_out)) * rng.standard_normal((d_in, d_out))
            self.params[f"b{i}"] = np.zeros(d_out)
