"""The gradient's own sign decides whether a ReLU was open.

Hint: Which array decides whether a ReLU was open: the one from the forward pass or the gradient itself?

힌트: ReLU가 열렸는지는 무엇이 결정하나요? 순전파의 값인가요, 기울기 자신인가요?
"""


class MLP:
    def loss_and_grads(self, x, labels):
        logits, caches = self._run(x)
        loss, d = softmax_cross_entropy(logits, labels)
        grads = {}
        for i in reversed(range(len(caches))):
            _, cache = caches[i]
            d, grads[f"W{i}"], grads[f"b{i}"] = linear_backward(d, cache)
            d = d * (d > 0)
        return loss, grads
