"""Finished parts of earlier assignments: import from here what you need, and leave this file as it is.

From 01_softmax_information: as_float, _check_x, softmax, log_sum_exp, log_softmax
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


def _check_x(x: ArrayLike) -> Array:
    """Return x as floats; ValueError if it is a single number or has no entries."""
    x = as_float(x)
    if x.ndim == 0 or x.size == 0:
        raise ValueError(f"expected at least one axis and one entry, got the shape {x.shape}")
    return x


def softmax(x: Array, axis: int = -1) -> Array:
    """Return exp(x_i) / Σ_j exp(x_j) along `axis`: (..., K) -> (..., K), finite however large the scores are.

    Every slice along `axis` is a distribution of its own. The result is a new array with the shape and the float
    dtype of x. Entries of x may be -inf (their probability is 0) if every slice has a finite entry; NaN and +inf
    are never given.
    Raises ValueError if x is a single number or has no entries, TypeError if its entries are not real numbers.
    Source: Goodfellow, Bengio, Courville, Deep Learning, equation (4.1); Blanchard, Higham, Higham, Accurately
    computing the log-sum-exp and softmax functions, IMA Journal of Numerical Analysis 41 (2021).

    >>> softmax(np.array([[0.0, 0.0], [-np.inf, 5.0]]))
    array([[0.5, 0.5],
           [0. , 1. ]])
    """
    x = _check_x(x)
    # exp overflows from 710 on (float32: from 89 on), so no exponent may be large. Each slice has a shift of its
    # own: one for all would push a slice of small scores below -745, where exp is 0, and then divide 0 by 0
    e: Array = np.exp(x - x.max(axis=axis, keepdims=True))  # (..., K) - (..., 1) -> (..., K), all in [0, 1]
    total: Array = e.sum(axis=axis, keepdims=True)  # (..., 1), at least 1, since one term is exp(0)
    return e / total


def log_sum_exp(x: Array, axis: int = -1, *, keepdims: bool = False) -> Array:
    """Return log Σ_j exp(x_j) along `axis`: (..., K) -> (...), or (..., 1) with `keepdims`, as in np.sum.

    The result has the float dtype of x; one-dimensional x gives a single number. Entries of x may be -inf. A
    slice that is -inf throughout gives -inf, the logarithm of an empty sum, without a warning.
    `np.logaddexp` is not allowed.
    Raises ValueError if x is a single number or has no entries, TypeError if its entries are not real numbers.
    Source: Blanchard, Higham, Higham (2021), equation (1.1).

    >>> log_sum_exp(np.array([[0.0, 0.0], [-np.inf, -np.inf]])).round(6)
    array([0.693147,     -inf])
    """
    x = _check_x(x)
    # where the maximum is -inf, x - m would be -inf + inf = NaN: the lowest finite number serves as well
    m: Array = np.maximum(x.max(axis=axis, keepdims=True), np.finfo(x.dtype).min)  # (..., 1)
    with np.errstate(divide="ignore"):  # log 0 = -inf is what an empty sum should give
        log_sum: Array = np.log(np.exp(x - m).sum(axis=axis, keepdims=keepdims))  # (..., K) - (..., 1) -> (...)
    return log_sum + (m if keepdims else m.squeeze(axis))


def log_softmax(x: Array, axis: int = -1) -> Array:
    """Return the logarithm of softmax(x) along `axis`: (..., K) -> (..., K), finite for every finite x.

    Also where the probability itself is too small for a float: log_softmax([0, 1000]) is [-1000, 0]. The result
    is a new array with the shape and the float dtype of x.
    Raises ValueError if x is a single number or has no entries, TypeError if its entries are not real numbers.
    Source: Deep Learning, equation (6.30).

    >>> log_softmax(np.array([0.0, 1000.0]))
    array([-1000.,     0.])
    """
    # log(exp(x) / Σ exp) = x - log Σ exp: no probability is formed, so none can vanish before its logarithm.
    # log_sum_exp refuses what is to be refused
    return x - log_sum_exp(x, axis=axis, keepdims=True)  # (..., K) - (..., 1) -> (..., K)
