"""Softmax without overflow, and the entropy, cross-entropy and divergence that losses are made of, in NumPy."""
from collections.abc import Iterable
import numpy as np
from numpy.typing import ArrayLike, NDArray
Array = NDArray[np.floating]

def as_float(values: ArrayLike) -> Array:
    array = np.asarray(values)
    if array.dtype in (np.float32, np.float64):
        return array
    if array.dtype.kind not in 'biuf':
        raise TypeError(f'expected real numbers, got an array of {array.dtype}')
    return array.astype(np.float64)

def _check_x(x: ArrayLike) -> Array:
    x = as_float(x)
    if x.ndim == 0 or x.size == 0:
        raise ValueError(f'expected at least one axis and one entry, got the shape {x.shape}')
    return x

def _check_prob(p: ArrayLike, axis: int) -> Array:
    p = _check_x(p)
    total = p.sum(axis=axis, dtype=np.float64)
    if not (np.all(p >= 0) and np.all(abs(total - 1) <= 1e-06)):
        raise ValueError(f'expected probabilities that sum to 1 along axis {axis}')
    return p

def _check_pq(p: ArrayLike, q: ArrayLike, axis: int) -> tuple[Array, Array]:
    p, q = (_check_prob(p, axis), _check_prob(q, axis))
    if p.shape != q.shape:
        raise ValueError(f'p and q must have the same shape, got {p.shape} and {q.shape}')
    return (p, q)

def _check_pqx(p: ArrayLike, q: ArrayLike, x: ArrayLike) -> tuple[Array, Array, Array]:
    p, q, x = (as_float(p), as_float(q), as_float(x))
    if x.ndim != 1 or x.size < 2 or (not p.shape == q.shape == x.shape):
        raise ValueError(f'p, q and x must have the same shape (G,) with G >= 2, got {p.shape}, {q.shape}, {x.shape}')
    if not (np.all(p >= 0) and np.all(q >= 0) and np.all(x[1:] > x[:-1])):
        raise ValueError('densities are not negative, and a grid increases strictly')
    return (p, q, x)

def softmax(x: Array, axis: int=-1) -> Array:
    x = _check_x(x)
    e: Array = np.exp(x - x.max(axis=axis, keepdims=True))
    total: Array = e.sum(axis=axis, keepdims=True)
    return e / total

def log_sum_exp(x: Array, axis: int=-1, *, keepdims: bool=False) -> Array:
    x = _check_x(x)
    m: Array = np.maximum(x.max(axis=axis, keepdims=True), np.finfo(x.dtype).min)
    with np.errstate(divide='ignore'):
        log_sum: Array = np.log(np.exp(x - m).sum(axis=axis, keepdims=keepdims))
    return log_sum + (m if keepdims else m.squeeze(axis))

def log_softmax(x: Array, axis: int=-1) -> Array:
    return x - log_sum_exp(x, axis=axis, keepdims=True)

def one_hot(labels: NDArray[np.integer] | int, num_classes: int) -> NDArray[np.float64]:
    labels = np.asarray(labels)
    if labels.dtype.kind not in 'iu':
        raise ValueError(f'labels must be integers, got an array of {labels.dtype}')
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError(f'labels must be at least 0 and less than {num_classes}')
    hit: NDArray[np.bool_] = labels[..., np.newaxis] == np.arange(num_classes)
    return hit.astype(np.float64)

def entropy(p: Array, axis: int=-1) -> Array:
    p = _check_prob(p, axis)
    terms = np.zeros_like(p)
    seen = p > 0
    terms[seen] = p[seen] * -np.log(p[seen])
    uncertainty: Array = terms.sum(axis=axis)
    return uncertainty

def cross_entropy(p: Array, q: Array, axis: int=-1) -> Array:
    p, q = _check_pq(p, q, axis)
    terms = np.zeros_like(p)
    seen = p > 0
    with np.errstate(divide='ignore'):
        terms[seen] = p[seen] * -np.log(q[seen])
    surprise: Array = terms.sum(axis=axis)
    return surprise

def kl_divergence(p: Array, q: Array, axis: int=-1) -> Array:
    p, q = _check_pq(p, q, axis)
    terms = np.zeros_like(p)
    seen = p > 0
    with np.errstate(divide='ignore'):
        terms[seen] = p[seen] * (np.log(p[seen]) - np.log(q[seen]))
    divergence: Array = terms.sum(axis=axis)
    return divergence

def kl_divergence_continuous(p: Array, q: Array, x: Array) -> float:
    p, q, x = _check_pqx(p, q, x)
    f = np.zeros_like(p)
    seen = p > 0
    with np.errstate(divide='ignore'):
        f[seen] = p[seen] * (np.log(p[seen]) - np.log(q[seen]))
    return float(np.sum(np.diff(x) * (f[1:] + f[:-1]) / 2))

def naive_softmax(x: Array) -> Array:
    with np.errstate(over='ignore', divide='ignore', invalid='ignore'):
        e: Array = np.exp(x)
        total: float = e.sum()
        return e / total

def largest_finite_exponent(dtype: str) -> int:
    return int(np.log(np.finfo(dtype).max))

def first_broken_scale(x: Array, scales: Iterable[float]) -> float | None:
    broken = (s for s in map(float, scales) if np.isnan(naive_softmax(s * x)).any())
    return next(broken, None)

def bernoulli_divergences(p: Array, q: float) -> tuple[Array, Array]:
    p = as_float(p)
    P, Q = (np.stack([1 - heads, heads], axis=1) for heads in (p, np.full_like(p, q)))
    return (kl_divergence(P, Q), kl_divergence(Q, P))

def answer_not_a_number() -> int:
    return 1

def answer_log_constant() -> int:
    return -7
