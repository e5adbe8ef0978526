"""The dropout is passed over on the way back.

Hint: Do dropped units send gradients?

힌트: 꺼진 유닛이 기울기를 보내나요?
"""


def position_wise_ffn_backward(dout, cache):
    c1, opened, _, c2 = cache
    dhidden, dW2, db2 = linear_backward(dout, c2)
    dx, dW1, db1 = linear_backward(dhidden * opened, c1)
    return (dx, {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2})
