"""Padding is taken to be 0, whatever pad_id says.

Hint: Try a vocabulary whose padding id is not zero.

힌트: 패딩 id가 0이 아닌 어휘로 시험해 보세요.
"""


def padding_mask(ids, pad_id):  # noqa: ARG001  that is the mistake
    ids = np.asarray(ids)
    if ids.ndim != 2 or ids.dtype.kind not in "iu":
        raise ValueError(f"ids must be integers of the shape (N, T), got {ids.dtype} of the shape {ids.shape}")
    real: Mask = ids != 0
    return real[:, None, None, :]
