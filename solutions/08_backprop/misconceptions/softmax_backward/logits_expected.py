"""The second argument is taken for the logits.

Hint: What goes in as the second argument, what entered the softmax or what came out of it? Do its rows sum to
one already?

힌트: 두 번째 인자는 softmax에 들어간 값인가요, 나온 값인가요? 각 행의 합이 이미 1은 아닌가요?
"""


def softmax_backward(ds, s):
    s = softmax(s)
    ds = _check_shape(ds, s.shape)
    return s * (ds - np.sum(ds * s, axis=-1, keepdims=True))
