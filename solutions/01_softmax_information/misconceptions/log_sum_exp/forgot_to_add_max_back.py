"""What was subtracted inside the exponential is not added again.

Hint: You subtracted something inside the exponential; for [0, 0] and [5, 5], should the answers be
equal?

힌트: 지수 안에서 무언가를 뺐습니다. [0, 0]과 [5, 5]의 답이 같아야 할까요?
"""


def log_sum_exp(x, axis=-1, *, keepdims=False):
    x = _check_x(x)
    m = np.maximum(x.max(axis=axis, keepdims=True), np.finfo(x.dtype).min)
    with np.errstate(divide="ignore"):
        return np.log(np.exp(x - m).sum(axis=axis, keepdims=keepdims))
