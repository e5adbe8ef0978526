"""The factor s in front is missing.

Hint: Should a class whose probability is almost zero react strongly?

힌트: 확률이 거의 0인 클래스가 크게 반응해야 할까요?
"""


def softmax_backward(ds, s):
    s = as_float(s)
    ds = _check_shape(ds, s.shape)
    return ds - np.sum(ds * s, axis=-1, keepdims=True)
