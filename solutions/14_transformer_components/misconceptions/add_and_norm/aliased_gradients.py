"""dx and dsub are one and the same array.

Hint: If a caller changes one of the two gradients in place, what happens to the other?

힌트: 호출한 쪽이 두 기울기 중 하나를 제자리에서 바꾸면 다른 하나는 어떻게 되나요?
"""


def add_and_norm_backward(dout, cache):
    d, dgamma, dbeta = layer_norm_backward(dout, cache)
    return d, d, dgamma, dbeta
