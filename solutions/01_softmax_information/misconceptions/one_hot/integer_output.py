"""The result has an integer dtype.

Hint: Later you will subtract probabilities from this array in place; which dtype would survive that?

힌트: 나중에 이 배열에서 확률을 제자리에서 뺄 텐데, 어떤 dtype이어야 괜찮을까요?
"""


def one_hot(labels, num_classes):
    labels = np.asarray(labels)
    if labels.dtype.kind not in "iu":
        raise ValueError("labels must be integers")
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError("labels must be classes")
    return np.eye(num_classes, dtype=np.int64)[labels]
