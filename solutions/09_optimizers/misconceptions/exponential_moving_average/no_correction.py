"""The correction is never made.

Hint: Average a row of fives: is your first value a five?

힌트: 5만 계속 들어올 때 첫 값이 5인가요?
"""


def exponential_moving_average(x, beta, *, bias_correction=True):
    x = as_float(x)
    if x.ndim == 0:
        raise ValueError("x needs a first axis to average along")
    _require_decay(beta=beta)
    bias_correction = False
    m = np.zeros(())
    averages = np.empty_like(x)
    for t, x_t in enumerate(x, start=1):
        m = beta * m + (1 - beta) * x_t
        averages[t - 1] = m / (1 - beta**t) if bias_correction else m
    return averages
