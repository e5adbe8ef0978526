"""The probability is formed first, and is 0 where it is too small for a float.

Hint: Which probability does [0, 1000] give its first entry, and what happens to a number that small
before you take its log?

힌트: [0, 1000]의 첫 원소의 확률은 얼마이고, 로그를 취하기 전에 그렇게 작은 수는 어떻게 되나요?
"""


def log_softmax(x, axis=-1):
    x = _check_x(x)
    return np.log(softmax(x, axis=axis))
