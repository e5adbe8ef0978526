"""The axes of heads and queries are missing.

Hint: Will your mask line up with an array of shape (N, h, T_q, T_k)?

힌트: 마스크가 shape이 (N, h, T_q, T_k)인 배열과 맞춰지나요?
"""


def padding_mask(ids, pad_id):
    ids = np.asarray(ids)
    if ids.ndim != 2 or ids.dtype.kind not in "iu":
        raise ValueError(f"ids must be integers of the shape (N, T), got {ids.dtype} of the shape {ids.shape}")
    real: Mask = ids != pad_id
    return real
