"""The axis is always dropped.

Hint: Ask for keepdims=True and check the shape you hand back.

힌트: keepdims=True로 호출한 뒤 반환된 shape을 확인해 보세요.
"""


def log_sum_exp(x, axis=-1, *, keepdims=False):  # noqa: ARG001 - leaving keepdims unused is the mistake
    x = _check_x(x)
    m = np.maximum(x.max(axis=axis, keepdims=True), np.finfo(x.dtype).min)
    with np.errstate(divide="ignore"):
        log_sum = np.log(np.exp(x - m).sum(axis=axis))
    return log_sum + m.squeeze(axis)
