"""The keys are made of the queries' tokens where the shapes allow it.

Hint: In cross-attention, whose tokens are being compared with the query?

힌트: 교차 어텐션에서 쿼리와 비교되는 것은 누구의 토큰인가요?
"""


def multi_head_attention(xq, xkv, p, n_heads, mask=None):
    q, cq = linear_forward(xq, p["Wq"], p["bq"])
    k, ck = linear_forward(xq if xq.shape == xkv.shape else xkv, p["Wk"], p["bk"])
    v, cv = linear_forward(xkv, p["Wv"], p["bv"])
    heads, weights, ca = scaled_dot_product_attention(
        split_heads(q, n_heads), split_heads(k, n_heads), split_heads(v, n_heads), mask
    )
    out, co = linear_forward(merge_heads(heads), p["Wo"], p["bo"])
    return (out, weights, (cq, ck, cv, ca, co, n_heads))
