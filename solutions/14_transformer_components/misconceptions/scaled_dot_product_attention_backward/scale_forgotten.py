"""The scale of the scores is missing on the way back.

Hint: The scores were scaled on the way forward; where is that factor on the way back?

힌트: 순전파에서 점수에 비율을 곱했습니다. 역전파에서 그 인수는 어디에 있나요?
"""


def scaled_dot_product_attention_backward(dout, cache):
    q, k, v, weights, _ = cache
    _check_shape("dout", dout, (*q.shape[:-1], v.shape[-1]))
    dv = np.swapaxes(weights, -1, -2) @ dout
    dweights = dout @ np.swapaxes(v, -1, -2)
    dscores = softmax_backward(dweights, weights)
    return (dscores @ k, np.swapaxes(dscores, -1, -2) @ q, dv)
