"""The matrices are multiplied in the order of column vectors.

Hint: With row vectors, which matrix touches x first?

힌트: 행벡터 x에 먼저 곱해지는 행렬은 어느 것인가요?
"""


def compose_affine(layers):
    (W, b), *rest = (_check_layer(*layer) for layer in layers)
    for W_next, b_next in rest:
        W, b = W_next @ W if W.shape == W_next.shape else W @ W_next, b @ W_next + b_next
    return W, b
