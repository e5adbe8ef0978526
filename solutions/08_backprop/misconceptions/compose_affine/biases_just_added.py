"""The biases are added up, and do not pass through the layers behind them.

Hint: The first bias still has to pass through the second layer; does yours?

힌트: 첫 번째 편향도 두 번째 층을 통과해야 합니다. 그렇게 하고 있나요?
"""


def compose_affine(layers):
    (W, b), *rest = (_check_layer(*layer) for layer in layers)
    for W_next, b_next in rest:
        W, b = W @ W_next, b + b_next if b.shape == b_next.shape else b @ W_next + b_next
    return W, b
