"""The number of the column stands where that of its pair should.

Hint: A sine and its cosine partner should share one frequency; do columns 0 and 1 of row 1 satisfy sin² + cos²
= 1?

힌트: 사인과 그 짝인 코사인은 같은 주파수를 씁니다. 1행의 0열과 1열이 sin² + cos² = 1을 만족하나요?
"""


def sinusoidal_positional_encoding(max_len, d_model):
    if max_len < 0 or d_model < 1:
        raise ValueError(f"max_len must not be negative and d_model must be positive, got {max_len} and {d_model}")
    position = np.arange(max_len)[:, None]
    i = np.arange(d_model) / 2
    angle = position / 10000 ** (2 * i / d_model)
    encoding = np.sin(angle)
    encoding[:, 1::2] = np.cos(angle[:, 1::2])
    return encoding
