"""All sines first, then all cosines.

Published: sines in the first half of the columns and cosines in the second is how Tensor2Tensor, the paper's
own code, lays them out.

Hint: Even columns sine, odd columns cosine: are yours interleaved or side by side?

힌트: 짝수 열은 사인, 홀수 열은 코사인입니다. 번갈아 놓였나요, 반씩 나뉘었나요?
"""


def sinusoidal_positional_encoding(max_len, d_model):
    if max_len < 0 or d_model < 1:
        raise ValueError(f"max_len must not be negative and d_model must be positive, got {max_len} and {d_model}")
    position = np.arange(max_len)[:, None]
    i = np.arange(d_model) // 2
    angle = position / 10000 ** (2 * i / d_model)
    return np.concatenate([np.sin(angle[:, 0::2]), np.cos(angle[:, 1::2])], axis=1)
