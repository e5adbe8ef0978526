"""The corrected average becomes the memory.

Hint: Is the corrected value only reported, or does it sneak into the memory?

힌트: 보정한 값은 보고만 하나요, 기억 속으로 섞여 들어가나요?
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
        m = m / (1 - beta**t) if bias_correction else m
        averages[t - 1] = m
    return averages
