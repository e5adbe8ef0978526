"""The logarithm of a softmax that was rounded to zero is taken.

Hint: A confident mistake has a large but finite loss; try logits 0 and 1000.

힌트: 확신에 찬 오답의 손실은 크지만 유한합니다. 로짓 0과 1000으로 시험해 보세요.
"""


def softmax_cross_entropy(logits, labels):
    logits, labels = _check_logits(logits, labels)
    n = len(labels)
    log_p = np.log(softmax(logits))
    picked = np.arange(n), labels
    dlogits = np.exp(log_p)
    dlogits[picked] -= 1
    return float(-np.mean(log_p[picked])), dlogits / n
