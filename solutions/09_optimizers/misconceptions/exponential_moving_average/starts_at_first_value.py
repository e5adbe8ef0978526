"""The memory starts at the first value instead of zero.

Hint: Which starting value does the correction assume?

힌트: 보정식은 어떤 초깃값을 가정하나요?
"""


def exponential_moving_average(x, beta, *, bias_correction=True):
    x = as_float(x)
    if x.ndim == 0:
        raise ValueError("x needs a first axis to average along")
    _require_decay(beta=beta)
    m = x[0].copy() if len(x) else np.zeros(())
    averages = np.empty_like(x)
    for t, x_t in enumerate(x, start=1):
        m = beta * m + (1 - beta) * x_t
        averages[t - 1] = m / (1 - beta**t) if bias_correction else m
    return averages
