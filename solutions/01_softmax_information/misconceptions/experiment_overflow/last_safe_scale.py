"""The last scale that still works, not the first that does not.

Hint: Put your scale into naive_softmax: does the result hold a NaN?

힌트: 구한 배율을 naive_softmax에 넣어 보세요. 결과에 NaN이 있나요?
"""


def first_broken_scale(x, scales):
    x, safe = as_float(x), None
    for s in scales:
        if np.isnan(naive_softmax(float(s) * x)).any():
            return safe
        safe = float(s)
    return None
