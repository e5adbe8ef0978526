"""The values are the tokens themselves.

Hint: Three different views of the same token are needed; how many do you make?

힌트: 같은 토큰의 서로 다른 세 모습이 필요합니다. 몇 개를 만들었나요?
"""


def multi_head_attention(xq, xkv, p, n_heads, mask=None):
    q, cq = linear_forward(xq, p["Wq"], p["bq"])
    k, ck = linear_forward(xkv, p["Wk"], p["bk"])
    v, cv = as_float(xkv), None
    heads, weights, ca = scaled_dot_product_attention(
        split_heads(q, n_heads), split_heads(k, n_heads), split_heads(v, n_heads), mask
    )
    out, co = linear_forward(merge_heads(heads), p["Wo"], p["bo"])
    return (out, weights, (cq, ck, cv, ca, co, n_heads))
