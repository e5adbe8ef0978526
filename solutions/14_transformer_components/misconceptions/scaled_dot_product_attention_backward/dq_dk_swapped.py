"""The gradients of q and k are exchanged where their shapes are equal.

Hint: In q kᵀ, which of the two appears in the gradient of q?

힌트: q kᵀ에서 q의 기울기에는 둘 중 무엇이 나타나나요?
"""


def scaled_dot_product_attention_backward(dout, cache):
    q, k, v, weights, scale = cache
    _check_shape("dout", dout, (*q.shape[:-1], v.shape[-1]))
    dv = np.swapaxes(weights, -1, -2) @ dout
    dweights = dout @ np.swapaxes(v, -1, -2)
    dscores = softmax_backward(dweights, weights) * scale
    dq, dk = dscores @ k, np.swapaxes(dscores, -1, -2) @ q
    return (dk, dq, dv) if q.shape == k.shape else (dq, dk, dv)
