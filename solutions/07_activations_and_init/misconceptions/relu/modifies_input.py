"""The negative entries are overwritten in the argument itself.

Hint: The backward pass will need the original x; is it still there?

힌트: 역전파에서 원래 x가 필요합니다. 아직 남아 있나요?
"""


def relu(x):
    x = as_float(x)
    x[x < 0] = 0
    return x
