"""The weights are not transposed where the shapes fit anyway.

Hint: A value vector is used by many queries; which index of the weights is summed for dv?

힌트: 값 벡터 하나를 여러 쿼리가 씁니다. dv에서는 가중치의 어느 축을 합하나요?
"""


def scaled_dot_product_attention_backward(dout, cache):
    q, k, v, weights, scale = cache
    _check_shape("dout", dout, (*q.shape[:-1], v.shape[-1]))
    square = weights.shape[-1] == weights.shape[-2]
    dv = (weights if square else np.swapaxes(weights, -1, -2)) @ dout
    dweights = dout @ np.swapaxes(v, -1, -2)
    dscores = softmax_backward(dweights, weights) * scale
    return (dscores @ k, np.swapaxes(dscores, -1, -2) @ q, dv)
