"""The cosine stands in the even columns.

Hint: What is the very first entry of row 0?

힌트: 0행의 맨 첫 값은 무엇인가요?
"""


def sinusoidal_positional_encoding(max_len, d_model):
    if max_len < 0 or d_model < 1:
        raise ValueError(f"max_len must not be negative and d_model must be positive, got {max_len} and {d_model}")
    position = np.arange(max_len)[:, None]
    i = np.arange(d_model) // 2
    angle = position / 10000 ** (2 * i / d_model)
    encoding = np.cos(angle)
    encoding[:, 1::2] = np.sin(angle[:, 1::2])
    return encoding
