"""The largest absolute value is subtracted, so that scores far below 0 are pushed further down.

Hint: For [-1000, -1001], which element should the largest exponential belong to, and what value does it
take?

힌트: [-1000, -1001]에서 가장 큰 지수값은 어느 원소의 것이고, 그 값은 얼마가 되나요?
"""


def log_sum_exp(x, axis=-1, *, keepdims=False):
    x = _check_x(x)
    m = np.abs(np.where(np.isfinite(x), x, 0)).max(axis=axis, keepdims=True)
    with np.errstate(divide="ignore"):
        log_sum = np.log(np.exp(x - m).sum(axis=axis, keepdims=keepdims))
    return log_sum + (m if keepdims else m.squeeze(axis))
