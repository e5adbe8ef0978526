"""The axis of the keys and that of the queries are exchanged.

Hint: Who must not be looked at: the padded keys or the padded queries?

힌트: 보면 안 되는 것은 패딩된 키인가요, 패딩된 쿼리인가요?
"""


def padding_mask(ids, pad_id):
    ids = np.asarray(ids)
    if ids.ndim != 2 or ids.dtype.kind not in "iu":
        raise ValueError(f"ids must be integers of the shape (N, T), got {ids.dtype} of the shape {ids.shape}")
    real: Mask = ids != pad_id
    return real[:, None, :, None]
