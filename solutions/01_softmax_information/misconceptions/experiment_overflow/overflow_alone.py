"""Only an exponential that overflows is noticed, not a denominator that underflows to 0.

Hint: What becomes of numerator and denominator if every score is -1000?

힌트: 모든 점수가 -1000이면 분자와 분모는 각각 어떻게 되나요?
"""


def first_broken_scale(x, scales):
    x = as_float(x)
    with np.errstate(over="ignore"):
        return next((float(s) for s in scales if np.isinf(np.exp(float(s) * x)).any()), None)
