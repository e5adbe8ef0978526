"""There are as many columns as the largest label needs.

Hint: If the last class never appears in this batch, should its column vanish?

힌트: 마지막 클래스가 이번 배치에 한 번도 없다면 그 열이 사라져야 할까요?
"""


def one_hot(labels, num_classes):
    labels = np.asarray(labels)
    if labels.dtype.kind not in "iu":
        raise ValueError("labels must be integers")
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError("labels must be classes")
    width = int(labels.max()) + 1 if labels.size else num_classes
    return np.eye(width)[labels]
