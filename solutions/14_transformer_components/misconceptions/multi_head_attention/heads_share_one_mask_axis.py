"""The mask does not reach the heads.

Hint: Is the mask reaching the heads at all?

힌트: 마스크가 헤드까지 전달되나요?
"""


def multi_head_attention(xq, xkv, p, n_heads, mask=None):  # noqa: ARG001  that is the mistake
    q, cq = linear_forward(xq, p["Wq"], p["bq"])
    k, ck = linear_forward(xkv, p["Wk"], p["bk"])
    v, cv = linear_forward(xkv, p["Wv"], p["bv"])
    heads, weights, ca = scaled_dot_product_attention(
        split_heads(q, n_heads), split_heads(k, n_heads), split_heads(v, n_heads)
    )
    out, co = linear_forward(merge_heads(heads), p["Wo"], p["bo"])
    return (out, weights, (cq, ck, cv, ca, co, n_heads))
