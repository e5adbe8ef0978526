"""Classes are counted from 1.

Hint: In this course does counting of classes begin at 0 or at 1?

힌트: 이 과정에서 클래스 번호는 0부터 시작하나요, 1부터 시작하나요?
"""


def one_hot(labels, num_classes):
    labels = np.asarray(labels)
    if labels.dtype.kind not in "iu":
        raise ValueError("labels must be integers")
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError("labels must be classes")
    return np.eye(num_classes)[labels.astype(np.intp) - 1]
