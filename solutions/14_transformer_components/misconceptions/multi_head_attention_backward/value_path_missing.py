"""The gradient that comes back through the values is dropped.

Hint: xkv is used twice in the forward pass; how many messages come back?

힌트: xkv는 순전파에서 두 번 쓰입니다. 돌아오는 신호는 몇 개인가요?
"""


def multi_head_attention_backward(dout, cache):
    cq, ck, cv, ca, co, n_heads = cache
    dmerged, dWo, dbo = linear_backward(dout, co)
    dq, dk, dv = scaled_dot_product_attention_backward(split_heads(dmerged, n_heads), ca)
    dxq, dWq, dbq = linear_backward(merge_heads(dq), cq)
    dxk, dWk, dbk = linear_backward(merge_heads(dk), ck)
    _, dWv, dbv = linear_backward(merge_heads(dv), cv)
    grads = {"Wq": dWq, "bq": dbq, "Wk": dWk, "bk": dbk, "Wv": dWv, "bv": dbv, "Wo": dWo, "bo": dbo}
    return (dxq, dxk, grads)
