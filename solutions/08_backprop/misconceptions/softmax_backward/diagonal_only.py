"""Each probability is taken to depend on its own logit alone.

Hint: Raising one logit lowers all the other probabilities; where does that appear in your formula?

힌트: 로짓 하나를 올리면 다른 확률은 모두 내려갑니다. 식의 어디에 그것이 나타나나요?
"""


def softmax_backward(ds, s):
    s = as_float(s)
    ds = _check_shape(ds, s.shape)
    return ds * s * (1 - s)
