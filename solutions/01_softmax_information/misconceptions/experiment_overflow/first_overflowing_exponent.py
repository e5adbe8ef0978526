"""The first exponent that overflows, not the last that does not.

Hint: Evaluate exp at your number, in that dtype: is the result still finite?

힌트: 구한 수를 그 dtype에서 exp에 넣어 보세요. 결과가 아직 유한한가요?
"""


def largest_finite_exponent(dtype):
    return int(np.log(np.finfo(dtype).max)) + 1
