"""The logarithm of 0 is taken and thrown away afterwards: the right value, with a warning.

Hint: Does your code ask NumPy for the log of zero when P contains a zero? Turn NumPy warnings into
errors and see.

힌트: P에 0이 있을 때 0의 로그를 계산하나요? NumPy 경고를 예외로 바꿔 확인해 보세요.
"""


def kl_divergence(p, q, axis=-1):
    p, q = _check_pq(p, q, axis)
    with np.errstate(divide="ignore"):
        log_q = np.where(p > 0, np.log(q), 0)
    ratio = np.log(p) - log_q
    return np.sum(np.where(p > 0, p * ratio, 0), axis=axis)
