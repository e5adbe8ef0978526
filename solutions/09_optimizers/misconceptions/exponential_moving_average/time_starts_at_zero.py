"""The second average is corrected as if it were the first: t counts from zero.

Hint: How many values have been averaged when the first output is written?

힌트: 첫 출력을 쓸 때 평균에 들어간 값은 몇 개인가요?
"""


def exponential_moving_average(x, beta, *, bias_correction=True):
    x = as_float(x)
    if x.ndim == 0:
        raise ValueError("x needs a first axis to average along")
    _require_decay(beta=beta)
    m = np.zeros(())
    averages = np.empty_like(x)
    for t, x_t in enumerate(x, start=1):
        m = beta * m + (1 - beta) * x_t
        averages[t - 1] = m / (1 - beta ** max(t - 1, 1)) if bias_correction else m
    return averages
