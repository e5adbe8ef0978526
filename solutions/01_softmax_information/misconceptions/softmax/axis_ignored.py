"""The last axis is used whatever the caller says.

Hint: Does changing the `axis` argument change your answer in the way it should?

힌트: `axis` 인자를 바꾸면 결과도 그에 맞게 바뀌나요?
"""


def softmax(x, axis=-1):  # noqa: ARG001 - leaving axis unused is the mistake
    x = _check_x(x)
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
