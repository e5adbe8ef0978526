"""The gradient is the softmax alone.

Hint: What does each row of your gradient add up to? Raise all logits of a sample by the same number and think
of its loss.

힌트: 기울기의 각 행을 더하면 얼마인가요? 한 표본의 모든 로짓에 같은 수를 더하면 손실이 어떻게 될지 생각해 보세요.
"""


def softmax_cross_entropy(logits, labels):
    logits, labels = _check_logits(logits, labels)
    n = len(labels)
    log_p = log_softmax(logits)
    picked = np.arange(n), labels
    dlogits = np.exp(log_p)
    dlogits = dlogits * 1
    return float(-np.mean(log_p[picked])), dlogits / n
