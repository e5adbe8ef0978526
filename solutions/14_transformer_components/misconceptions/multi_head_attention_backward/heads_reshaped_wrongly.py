"""The gradient is cut into heads by reshape alone.

Hint: The gradient must be taken apart exactly as the signal was put together.

힌트: 기울기는 신호를 합친 방식 그대로 다시 나누어야 합니다. 그렇게 하고 있나요?
"""


def multi_head_attention_backward(dout, cache):
    cq, ck, cv, ca, co, n_heads = cache
    dmerged, dWo, dbo = linear_backward(dout, co)
    dq, dk, dv = scaled_dot_product_attention_backward(
        dmerged.reshape(dmerged.shape[0], n_heads, dmerged.shape[1], -1), ca
    )
    dxq, dWq, dbq = linear_backward(merge_heads(dq), cq)
    dxk, dWk, dbk = linear_backward(merge_heads(dk), ck)
    dxv, dWv, dbv = linear_backward(merge_heads(dv), cv)
    grads = {"Wq": dWq, "bq": dbq, "Wk": dWk, "bk": dbk, "Wv": dWv, "bv": dbv, "Wo": dWo, "bo": dbo}
    return (dxq, dxk + dxv, grads)
