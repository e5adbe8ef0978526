"""β weighs the new value and 1 - β the memory.

Hint: With β = 0.99, does your curve look smooth or jumpy?

힌트: β = 0.99일 때 곡선이 매끄러운가요, 들쭉날쭉한가요?
"""


def exponential_moving_average(x, beta, *, bias_correction=True):
    x = as_float(x)
    if x.ndim == 0:
        raise ValueError("x needs a first axis to average along")
    _require_decay(beta=beta)
    m = np.zeros(())
    averages = np.empty_like(x)
    for t, x_t in enumerate(x, start=1):
        m = (1 - beta) * m + beta * x_t
        averages[t - 1] = m / (1 - beta**t) if bias_correction else m
    return averages
