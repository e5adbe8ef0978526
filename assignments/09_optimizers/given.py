"""Finished parts of earlier assignments: import from here what you need, and leave this file as it is.

From 01_softmax_information: as_float
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.floating]


def as_float(values: ArrayLike) -> Array:
    """Return float32 and float64 arrays as they are, other real numbers as float64; TypeError for the rest."""
    array = np.asarray(values)
    if array.dtype in (np.float32, np.float64):
        return array
    if array.dtype.kind not in "biuf":
        raise TypeError(f"expected real numbers, got an array of {array.dtype}")
    return array.astype(np.float64)
