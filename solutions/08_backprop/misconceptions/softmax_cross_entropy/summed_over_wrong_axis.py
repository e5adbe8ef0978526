"""Softmax runs over the samples.

Hint: Which probabilities must add up to one: those of a sample or those of a class?

힌트: 합이 1이어야 하는 것은 한 표본의 확률들인가요, 한 클래스의 확률들인가요?
"""


def softmax_cross_entropy(logits, labels):
    logits, labels = _check_logits(logits, labels)
    n = len(labels)
    log_p = log_softmax(logits, axis=0)
    picked = np.arange(n), labels
    dlogits = np.exp(log_p)
    dlogits[picked] -= 1
    return float(-np.mean(log_p[picked])), dlogits / n
