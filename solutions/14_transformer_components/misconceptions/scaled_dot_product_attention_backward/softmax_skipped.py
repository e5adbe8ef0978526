"""The gradient of the weights is taken for that of the scores.

Hint: What lies between scores and weights?

힌트: 점수와 가중치 사이에는 무엇이 있나요?
"""


def scaled_dot_product_attention_backward(dout, cache):
    q, k, v, weights, scale = cache
    _check_shape("dout", dout, (*q.shape[:-1], v.shape[-1]))
    dv = np.swapaxes(weights, -1, -2) @ dout
    dweights = dout @ np.swapaxes(v, -1, -2)
    dscores = dweights * scale
    return (dscores @ k, np.swapaxes(dscores, -1, -2) @ q, dv)
