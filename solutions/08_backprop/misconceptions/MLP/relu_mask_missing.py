"""The gradient passes every ReLU as if it were open.

Hint: Through which units did the signal flow forward, and does the gradient respect that on its way back?

힌트: 순전파에서 신호가 지나간 유닛은 어디인가요? 기울기도 그 길로만 돌아가나요?
"""


class MLP:
    def loss_and_grads(self, x, labels):
        logits, caches = self._run(x)
        loss, d = softmax_cross_entropy(logits, labels)
        grads = {}
        for i in reversed(range(len(caches))):
            _, cache = caches[i]
            d, grads[f"W{i}"], grads[f"b{i}"] = linear_backward(d, cache)
        return loss, grads
