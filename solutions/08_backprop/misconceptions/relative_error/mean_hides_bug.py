"""The mean over the entries, in which one wrong entry is lost.

Hint: One wrong entry among a million right ones: does your score notice it?

힌트: 백만 개 중 하나만 틀렸을 때 점수가 그것을 알아차리나요?
"""


def relative_error(a, b, eps=1e-12):
    a = as_float(a)
    b = _check_shape(b, a.shape)
    size = np.maximum(eps, np.abs(a) + np.abs(b))
    return float(np.mean(np.abs(a - b) / size)) if a.size else 0.0
