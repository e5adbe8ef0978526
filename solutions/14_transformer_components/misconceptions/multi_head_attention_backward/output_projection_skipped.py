"""The last layer gets its gradients, and hands on what it was given.

Hint: Which layer did the signal pass last?

힌트: 신호가 마지막으로 지난 층은 무엇인가요?
"""


def multi_head_attention_backward(dout, cache):
    cq, ck, cv, ca, co, n_heads = cache
    _, dWo, dbo = linear_backward(dout, co)
    dmerged = as_float(dout)
    dq, dk, dv = scaled_dot_product_attention_backward(split_heads(dmerged, n_heads), ca)
    dxq, dWq, dbq = linear_backward(merge_heads(dq), cq)
    dxk, dWk, dbk = linear_backward(merge_heads(dk), ck)
    dxv, dWv, dbv = linear_backward(merge_heads(dv), cv)
    grads = {"Wq": dWq, "bq": dbq, "Wk": dWk, "bk": dbk, "Wv": dWv, "bv": dbv, "Wo": dWo, "bo": dbo}
    return (dxq, dxk + dxv, grads)
