"""The merged heads are the output.

Hint: After the heads are glued together, who lets them talk to each other?

힌트: 헤드를 이어 붙인 뒤, 헤드끼리 정보를 섞어 주는 것은 무엇인가요?
"""


def multi_head_attention(xq, xkv, p, n_heads, mask=None):
    q, cq = linear_forward(xq, p["Wq"], p["bq"])
    k, ck = linear_forward(xkv, p["Wk"], p["bk"])
    v, cv = linear_forward(xkv, p["Wv"], p["bv"])
    heads, weights, ca = scaled_dot_product_attention(
        split_heads(q, n_heads), split_heads(k, n_heads), split_heads(v, n_heads), mask
    )
    out, co = merge_heads(heads), None
    return (out, weights, (cq, ck, cv, ca, co, n_heads))
