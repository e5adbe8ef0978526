"""A small constant is added to a denominator that is never below 1.

Hint: Once the exponents are safe, can the denominator still be zero — and what does the extra constant
do to the total?

힌트: 지수가 안전해진 뒤에도 분모가 0이 될 수 있나요? 덧붙인 상수는 전체 합에 어떤 영향을 주나요?
"""


def softmax(x, axis=-1):
    x = _check_x(x)
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / (e.sum(axis=axis, keepdims=True) + 1e-8)
