"""Finished parts of earlier assignments: import from here what you need, and leave this file as it is.

From 01_softmax_information: as_float
From 08_backprop: _check_shape, _check_layer, _check_input, linear_forward, linear_backward, softmax_backward
"""

from typing import Any

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


Cache = Any  # what a forward pass hands to its backward pass; nobody else looks inside


def _check_shape(array: ArrayLike, shape: tuple[int, ...]) -> Array:
    """Return the array as floats; ValueError unless it has exactly that shape: nothing is broadcast."""
    array = as_float(array)
    if array.shape != shape:
        raise ValueError(f"expected the shape {shape}, got {array.shape}")
    return array


def _check_layer(W: ArrayLike, b: ArrayLike) -> tuple[Array, Array]:
    """Return W (D_in, D_out) and b (D_out,) as floats; ValueError if a shape is wrong."""
    W = as_float(W)
    if W.ndim != 2 or W.size == 0:
        raise ValueError(f"W must have the shape (D_in, D_out) and an entry at least, got {W.shape}")
    return W, _check_shape(b, W.shape[1:])


def _check_input(x: ArrayLike, width: int) -> Array:
    """Return x (..., width) as floats; ValueError if its last axis is another or if it is empty."""
    x = as_float(x)
    if x.shape[-1:] != (width,) or x.size == 0:
        raise ValueError(f"expected the shape (..., {width}) and an entry at least, got {x.shape}")
    return x


def linear_forward(x: Array, W: Array, b: Array) -> tuple[Array, Cache]:
    """Return xW + b and a cache for linear_backward: (..., D_in), (D_in, D_out), (D_out,) -> (..., D_out), cache.

    x has any number of leading axes, also none. What is in the cache is up to you.
    Raises ValueError if a shape is wrong or x is empty.

    >>> out, cache = linear_forward(np.array([[1.0, 2.0]]), np.array([[1.0, 0.0], [3.0, -1.0]]), np.array([0.5, 0.0]))
    >>> out
    array([[ 7.5, -2. ]])
    """
    W, b = _check_layer(W, b)
    x = _check_input(x, W.shape[0])
    return x @ W + b, (x, W)  # (..., D_in) @ (D_in, D_out) + (D_out,) -> (..., D_out)


def linear_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Return (dx, dW, db), the gradients of a loss L, from dout = ∂L/∂out: (..., D_out), cache -> as x, as W, as b.

    All leading axes are summed in dW and db, and nothing is divided by N: a mean belongs to the loss.
    Raises ValueError if dout has not the shape that linear_forward returned.
    Source: Goodfellow, Bengio, Courville, Deep Learning, section 6.5.6.

    >>> _, cache = linear_forward(np.array([[1.0, 2.0]]), np.array([[1.0, 0.0], [3.0, -1.0]]), np.array([0.5, 0.0]))
    >>> linear_backward(np.array([[1.0, 10.0]]), cache)
    (array([[ 1., -7.]]), array([[ 1., 10.],
           [ 2., 20.]]), array([ 1., 10.]))
    """
    x, W = cache
    dout = _check_shape(dout, (*x.shape[:-1], W.shape[1]))
    rows, drows = x.reshape(-1, W.shape[0]), dout.reshape(-1, W.shape[1])  # (M, D_in), (M, D_out), M samples in all
    dx = dout @ W.T  # each input went into every output: (..., D_out) @ (D_out, D_in) -> (..., D_in)
    dW = rows.T @ drows  # each weight was used by every sample: (D_in, M) @ (M, D_out) -> (D_in, D_out)
    return dx, dW, drows.sum(axis=0)  # and so was each bias, with the input 1: (M, D_out) -> (D_out,)


def softmax_backward(ds: Array, s: Array) -> Array:
    """Return ∂L/∂z from ds = ∂L/∂s, where s = softmax(z) along the last axis: (..., K), (..., K) -> (..., K).

    The Jacobian of one row is diag(s) - s sᵀ; it is applied without being formed. s is the output of softmax, so that z
    is not needed. Raises ValueError if the shapes differ, TypeError if the entries are not real numbers.
    Source: Goodfellow, Bengio, Courville, Deep Learning, section 6.2.2.3.

    >>> softmax_backward(np.array([[4.0, 0.0]]), np.array([[0.5, 0.5]]))
    array([[ 1., -1.]])
    """
    s = as_float(s)
    ds = _check_shape(ds, s.shape)
    # (diag(s) - s sᵀ) ds = s ⊙ ds - s (s · ds): K numbers of work for each row where the matrix has K²
    mean: Array = np.sum(ds * s, axis=-1, keepdims=True)  # (..., 1)
    return s * (ds - mean)
