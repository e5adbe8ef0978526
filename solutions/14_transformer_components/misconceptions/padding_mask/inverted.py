"""True marks what is hidden.

Published: True means 'ignore this key' in the key_padding_mask of PyTorch's MultiheadAttention.

Hint: In this course True means "may be looked at"; what does yours mean?

힌트: 이 과정에서 True는 '봐도 된다'입니다. 여러분의 마스크는 어떤가요?
"""


def padding_mask(ids, pad_id):
    ids = np.asarray(ids)
    if ids.ndim != 2 or ids.dtype.kind not in "iu":
        raise ValueError(f"ids must be integers of the shape (N, T), got {ids.dtype} of the shape {ids.shape}")
    real: Mask = ids == pad_id
    return real[:, None, None, :]
