"""Positions are counted from one.

Hint: Which number does the first position have?

힌트: 첫 번째 위치의 번호는 무엇인가요?
"""


def sinusoidal_positional_encoding(max_len, d_model):
    if max_len < 0 or d_model < 1:
        raise ValueError(f"max_len must not be negative and d_model must be positive, got {max_len} and {d_model}")
    position = np.arange(1, max_len + 1)[:, None]
    i = np.arange(d_model) // 2
    angle = position / 10000 ** (2 * i / d_model)
    encoding = np.sin(angle)
    encoding[:, 1::2] = np.cos(angle[:, 1::2])
    return encoding
