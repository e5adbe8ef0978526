"""D(Q‖P) instead of D(P‖Q).

Hint: Which density weighs the log-ratio: the real one or the predicted one?

힌트: 로그 비율에 가중치를 주는 밀도는 실제 분포인가요, 예측 분포인가요?
"""


def kl_divergence_continuous(p, q, x):
    q, p, x = _check_pqx(p, q, x)
    f = np.zeros_like(p)
    seen = p > 0
    with np.errstate(divide="ignore"):
        f[seen] = p[seen] * (np.log(p[seen]) - np.log(q[seen]))
    return float(np.sum(np.diff(x) * (f[1:] + f[:-1]) / 2))
