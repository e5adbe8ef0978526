"""The gradient has the other sign.

Hint: Raising the right class's logit lowers the loss; which sign must its gradient have?

힌트: 정답 클래스의 로짓을 올리면 손실이 줄어듭니다. 그 기울기의 부호는 무엇이어야 하나요?
"""


def softmax_cross_entropy(logits, labels):
    logits, labels = _check_logits(logits, labels)
    n = len(labels)
    log_p = log_softmax(logits)
    picked = np.arange(n), labels
    dlogits = np.exp(log_p)
    dlogits[picked] -= 1
    return float(-np.mean(log_p[picked])), -dlogits / n
