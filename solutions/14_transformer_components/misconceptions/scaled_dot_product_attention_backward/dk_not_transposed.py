"""The gradient of the scores is not transposed for k where the shapes fit anyway.

Hint: For dk, over which index of the score matrix do you add?

힌트: dk를 구할 때 점수 행렬의 어느 축을 합하나요?
"""


def scaled_dot_product_attention_backward(dout, cache):
    q, k, v, weights, scale = cache
    _check_shape("dout", dout, (*q.shape[:-1], v.shape[-1]))
    dv = np.swapaxes(weights, -1, -2) @ dout
    dweights = dout @ np.swapaxes(v, -1, -2)
    dscores = softmax_backward(dweights, weights) * scale
    square = dscores.shape[-1] == dscores.shape[-2]
    return dscores @ k, (dscores if square else np.swapaxes(dscores, -1, -2)) @ q, dv
