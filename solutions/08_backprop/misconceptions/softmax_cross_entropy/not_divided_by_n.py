"""The gradient is that of the sum over the samples.

Hint: The loss is a mean over the batch; is your gradient one too?

힌트: 손실은 배치 평균입니다. 기울기도 그런가요?
"""


def softmax_cross_entropy(logits, labels):
    logits, labels = _check_logits(logits, labels)
    n = len(labels)
    log_p = log_softmax(logits)
    picked = np.arange(n), labels
    dlogits = np.exp(log_p)
    dlogits[picked] -= 1
    return float(-np.mean(log_p[picked])), dlogits
