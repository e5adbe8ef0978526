"""The values go through the matrix of the keys.

Hint: Do key and value pass through the same matrix?

힌트: 키와 값이 같은 행렬을 통과하나요?
"""


def multi_head_attention(xq, xkv, p, n_heads, mask=None):
    q, cq = linear_forward(xq, p["Wq"], p["bq"])
    k, ck = linear_forward(xkv, p["Wk"], p["bk"])
    v, cv = linear_forward(xkv, p["Wk"], p["bk"])
    heads, weights, ca = scaled_dot_product_attention(
        split_heads(q, n_heads), split_heads(k, n_heads), split_heads(v, n_heads), mask
    )
    out, co = linear_forward(merge_heads(heads), p["Wo"], p["bo"])
    return (out, weights, (cq, ck, cv, ca, co, n_heads))
