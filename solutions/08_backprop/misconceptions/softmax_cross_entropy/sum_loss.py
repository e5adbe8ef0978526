"""The loss is summed over the samples.

Hint: Do loss and gradient talk about the same average?

힌트: 손실과 기울기가 같은 평균을 이야기하고 있나요?
"""


def softmax_cross_entropy(logits, labels):
    logits, labels = _check_logits(logits, labels)
    n = len(labels)
    log_p = log_softmax(logits)
    picked = np.arange(n), labels
    dlogits = np.exp(log_p)
    dlogits[picked] -= 1
    return float(-np.sum(log_p[picked])), dlogits / n
