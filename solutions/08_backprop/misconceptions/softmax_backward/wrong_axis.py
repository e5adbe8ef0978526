"""The mean is taken over the samples.

Hint: Do samples of a batch influence each other's gradients?

힌트: 배치 안의 표본들이 서로의 기울기에 영향을 주나요?
"""


def softmax_backward(ds, s):
    s = as_float(s)
    ds = _check_shape(ds, s.shape)
    return s * (ds - np.sum(ds * s, axis=0, keepdims=True))
