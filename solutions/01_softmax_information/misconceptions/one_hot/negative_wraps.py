"""A negative label counts from the last class backwards.

Hint: What does NumPy do when you index with -1, and is that what a label of -1 should mean?

힌트: NumPy에서 -1로 인덱싱하면 무슨 일이 일어나나요? 라벨 -1도 그런 뜻이어야 할까요?
"""


def one_hot(labels, num_classes):
    labels = np.asarray(labels)
    if labels.dtype.kind not in "iu":
        raise ValueError("labels must be integers")
    if np.any(labels >= num_classes):
        raise ValueError("labels must be classes")
    return np.eye(num_classes)[labels]
