"""Multiplied by the power of 10000, so that later columns turn faster.

Hint: Do later columns turn faster or slower than the first ones?

힌트: 뒤쪽 열은 앞쪽 열보다 빨리 변하나요, 천천히 변하나요?
"""


def sinusoidal_positional_encoding(max_len, d_model):
    if max_len < 0 or d_model < 1:
        raise ValueError(f"max_len must not be negative and d_model must be positive, got {max_len} and {d_model}")
    position = np.arange(max_len)[:, None]
    i = np.arange(d_model) // 2
    angle = position * 10000 ** (2 * i / d_model)
    encoding = np.sin(angle)
    encoding[:, 1::2] = np.cos(angle[:, 1::2])
    return encoding
