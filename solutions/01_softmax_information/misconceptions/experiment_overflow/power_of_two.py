"""The largest exponent of 2, not of e.

Hint: Which base does exp have, and which one has the exponent that you found?

힌트: exp의 밑은 무엇인가요? 구한 지수의 밑도 같은가요?
"""


def largest_finite_exponent(dtype):
    return int(np.log2(np.finfo(dtype).max))
