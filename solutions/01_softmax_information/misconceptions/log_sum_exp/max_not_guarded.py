"""A slice that is -inf throughout has the maximum -inf, and -inf + inf is NaN.

Hint: Try a row made only of -inf (a fully masked row); what is -inf minus -inf?

힌트: 전부 -inf인 행(모두 가려진 행)을 넣어 보세요. -inf 빼기 -inf는 무엇인가요?
"""


def log_sum_exp(x, axis=-1, *, keepdims=False):
    x = _check_x(x)
    m = x.max(axis=axis, keepdims=True)
    with np.errstate(divide="ignore"):
        log_sum = np.log(np.exp(x - m).sum(axis=axis, keepdims=keepdims))
    return log_sum + (m if keepdims else m.squeeze(axis))
