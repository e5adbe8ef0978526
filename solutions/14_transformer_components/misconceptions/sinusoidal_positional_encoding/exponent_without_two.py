"""The 2 of the exponent 2i/d is lost, so that no wave is slower than 1/100.

Hint: How slow is the slowest wave supposed to be?

힌트: 가장 느린 파동은 얼마나 느려야 하나요?
"""


def sinusoidal_positional_encoding(max_len, d_model):
    if max_len < 0 or d_model < 1:
        raise ValueError(f"max_len must not be negative and d_model must be positive, got {max_len} and {d_model}")
    position = np.arange(max_len)[:, None]
    i = np.arange(d_model) // 2
    angle = position / 10000 ** (i / d_model)
    encoding = np.sin(angle)
    encoding[:, 1::2] = np.cos(angle[:, 1::2])
    return encoding
