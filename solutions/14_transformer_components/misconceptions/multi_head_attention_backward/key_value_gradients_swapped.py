"""The gradient of the values goes to the matrix of the keys.

Hint: Which of the three attention gradients belongs to Wk?

힌트: 세 어텐션 기울기 중 Wk의 것은 무엇인가요?
"""


def multi_head_attention_backward(dout, cache):
    cq, ck, cv, ca, co, n_heads = cache
    dmerged, dWo, dbo = linear_backward(dout, co)
    dq, _, dv = scaled_dot_product_attention_backward(split_heads(dmerged, n_heads), ca)
    dxq, dWq, dbq = linear_backward(merge_heads(dq), cq)
    dxk, dWk, dbk = linear_backward(merge_heads(dv), ck)
    dxv, dWv, dbv = linear_backward(merge_heads(dv), cv)
    grads = {"Wq": dWq, "bq": dbq, "Wk": dWk, "bk": dbk, "Wv": dWv, "bv": dbv, "Wo": dWo, "bo": dbo}
    return (dxq, dxk + dxv, grads)
