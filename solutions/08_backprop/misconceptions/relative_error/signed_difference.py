"""The sign of the difference is kept, so that errors of one sign do not count.

Hint: Swap a and b: should the error change?

힌트: a와 b를 바꿔 보세요. 오차가 달라져야 할까요?
"""


def relative_error(a, b, eps=1e-12):
    a = as_float(a)
    b = _check_shape(b, a.shape)
    size = np.maximum(eps, np.abs(a) + np.abs(b))
    return float(np.max((a - b) / size, initial=0.0))
