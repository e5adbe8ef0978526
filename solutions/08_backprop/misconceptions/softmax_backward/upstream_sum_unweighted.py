"""The upstream gradient is summed without its weights s.

Hint: Add the same number to every upstream entry: should anything change?

힌트: upstream의 모든 원소에 같은 수를 더해 보세요. 결과가 달라져야 할까요?
"""


def softmax_backward(ds, s):
    s = as_float(s)
    ds = _check_shape(ds, s.shape)
    return s * (ds - np.sum(ds, axis=-1, keepdims=True))
