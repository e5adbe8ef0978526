"""Two zeros make 0/0.

Hint: What should two identical zero gradients score?

힌트: 똑같이 0인 두 기울기의 오차는 얼마여야 하나요?
"""


def relative_error(a, b, eps=1e-12):  # noqa: ARG001  leaving eps unused is the mistake
    a = as_float(a)
    b = _check_shape(b, a.shape)
    size = np.abs(a) + np.abs(b)
    return float(np.max(np.abs(a - b) / size, initial=0.0))
