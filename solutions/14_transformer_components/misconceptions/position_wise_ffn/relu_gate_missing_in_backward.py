"""The ReLU is passed over on the way back.

Hint: Which hidden units were closed on the way forward?

힌트: 순전파에서 닫혀 있던 은닉 유닛은 어느 것인가요?
"""


def position_wise_ffn_backward(dout, cache):
    c1, _, kept, c2 = cache
    dhidden, dW2, db2 = linear_backward(dout, c2)
    dx, dW1, db1 = linear_backward(dropout_backward(dhidden, kept), c1)
    return (dx, {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2})
