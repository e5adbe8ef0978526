"""The scale is that of the whole width, 1/√D.

Hint: Which width is under the root: that of one head or of the whole model?

힌트: 제곱근 안의 너비는 헤드 하나의 것인가요, 모델 전체의 것인가요?
"""


def multi_head_attention(xq, xkv, p, n_heads, mask=None):
    q, cq = linear_forward(xq, p["Wq"], p["bq"])
    k, ck = linear_forward(xkv, p["Wk"], p["bk"])
    v, cv = linear_forward(xkv, p["Wv"], p["bv"])
    heads, weights, ca = scaled_dot_product_attention(
        split_heads(q, n_heads) / math.sqrt(n_heads), split_heads(k, n_heads), split_heads(v, n_heads), mask
    )
    out, co = linear_forward(merge_heads(heads), p["Wo"], p["bo"])
    return (out, weights, (cq, ck, cv, ca, co, n_heads))
