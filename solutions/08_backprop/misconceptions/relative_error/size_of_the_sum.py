"""The size is |a + b|, which vanishes where the signs are opposite.

Hint: Compare 1 and -1. Can an error that is measured against both be larger than one?

힌트: 1과 -1을 비교해 보세요. 두 수의 크기를 기준으로 잰 오차가 1보다 클 수 있나요?
"""


def relative_error(a, b, eps=1e-12):
    a = as_float(a)
    b = _check_shape(b, a.shape)
    size = np.maximum(eps, np.abs(a + b))
    return float(np.max(np.abs(a - b) / size, initial=0.0))
