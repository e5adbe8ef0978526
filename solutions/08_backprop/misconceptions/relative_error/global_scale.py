"""Every entry is measured by the largest of all.

Hint: Should a small gradient be judged by the size of its largest neighbour?

힌트: 작은 기울기를 가장 큰 이웃의 크기로 판단해도 될까요?
"""


def relative_error(a, b, eps=1e-12):  # noqa: ARG001  leaving eps unused is the mistake
    a = as_float(a)
    b = _check_shape(b, a.shape)
    return float(np.max(np.abs(a - b) / np.max(np.abs(a) + np.abs(b)), initial=0.0)) if a.size else 0.0
