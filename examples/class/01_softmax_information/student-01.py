# %% [markdown]
# # Stable softmax and information theory
#
# Scores become probabilities (softmax), without a `nan` on the way. Then three numbers say how uncertain a
# distribution is (entropy), how surprised a model is (cross-entropy), and how much of that surprise is the model's
# own fault (Kullback-Leibler divergence).
#
# K is the number of classes. Unless `axis` says otherwise, they stand along the last axis, and each slice along it
# is one distribution, or one vector of scores.

# %%
"""Softmax without overflow, and the entropy, cross-entropy and divergence that losses are made of, in NumPy."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.floating]

# %% [markdown]
# ## Given: checking the arguments
#
# These functions are finished. Call the one that fits first in each of your functions of scores, distributions or
# densities: it converts integers to floats, keeps float32, and raises the errors that the exercises promise.


# %%
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


def _check_prob(p: ArrayLike, axis: int) -> Array:
    """Return p as floats; ValueError unless each slice along `axis` is a distribution: p ≥ 0, |Σp - 1| ≤ 1e-6."""
    p = _check_x(p)
    total = p.sum(axis=axis, dtype=np.float64)
    if not (np.all(p >= 0) and np.all(abs(total - 1) <= 1e-6)):
        raise ValueError(f"expected probabilities that sum to 1 along axis {axis}")
    return p


def _check_pq(p: ArrayLike, q: ArrayLike, axis: int) -> tuple[Array, Array]:
    """Return p and q as floats; ValueError unless both are distributions along `axis` and have the same shape."""
    p, q = _check_prob(p, axis), _check_prob(q, axis)
    if p.shape != q.shape:
        raise ValueError(f"p and q must have the same shape, got {p.shape} and {q.shape}")
    return p, q


def _check_pqx(p: ArrayLike, q: ArrayLike, x: ArrayLike) -> tuple[Array, Array, Array]:
    """Return the densities p and q and their grid x as floats.

    ValueError unless all three have the same shape (G,) with G ≥ 2, p, q ≥ 0, and x increases strictly.
    """
    p, q, x = as_float(p), as_float(q), as_float(x)
    if x.ndim != 1 or x.size < 2 or not p.shape == q.shape == x.shape:
        raise ValueError(f"p, q and x must have the same shape (G,) with G >= 2, got {p.shape}, {q.shape}, {x.shape}")
    if not (np.all(p >= 0) and np.all(q >= 0) and np.all(x[1:] > x[:-1])):
        raise ValueError("densities are not negative, and a grid increases strictly")
    return p, q, x


# %% [markdown]
# ## 1. From scores to probabilities


# %%
def softmax(x, axis=-1):
    x = _check_x(x)
    return np.exp(log_softmax(x, axis))


# %% [markdown]
# ## 2. The logarithm of the denominator


# %%
def log_sum_exp(x, axis=-1, *, keepdims=False):
    x = _check_x(x)
    wide = x.astype(np.float64)
    m = wide.max(axis=axis, keepdims=True)
    m = np.where(np.isneginf(m), 0.0, m)
    with np.errstate(divide="ignore"):
        out = np.log(np.sum(np.exp(wide - m), axis=axis, keepdims=True)) + m
    out = out.astype(x.dtype)
    return out if keepdims else np.squeeze(out, axis=axis)


# %% [markdown]
# ## 3. The logarithm of a probability


# %%
def log_softmax(x, axis=-1):
    x = _check_x(x)
    wide = x.astype(np.float64)
    shifted = wide - np.max(wide, axis=axis, keepdims=True)
    return (shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))).astype(x.dtype)


# %% [markdown]
# ## 4. Classes as distributions


# %%
def one_hot(labels, num_classes):
    labels = np.asarray(labels)
    if labels.dtype.kind not in "iu":
        raise ValueError("labels must be integers")
    if labels.size and (labels.min() < 0 or labels.max() >= num_classes):
        raise ValueError("labels must be classes")
    return np.eye(num_classes)[labels]


# %% [markdown]
# ## 5. How uncertain is a distribution?


# %%
def entropy(p, axis=-1):
    p = _check_prob(p, axis)
    return -np.sum(p * np.log(np.where(p > 0, p, 1)), axis=axis)


# %% [markdown]
# ## 6. How surprised is a model?


# %%
def cross_entropy(p, q, axis=-1):
    return entropy(p, axis) + kl_divergence(p, q, axis)


# %% [markdown]
# ## 7. How much of it is the model's fault?


# %%
def kl_divergence(p, q, axis=-1):
    p, q = _check_pq(p, q, axis)
    safe_p = np.where(p > 0, p, 1)
    safe_q = np.where(p > 0, q, 1)
    with np.errstate(divide="ignore"):
        return np.einsum("...k,...k->...", *(np.moveaxis(a, axis, -1) for a in (p, np.log(safe_p) - np.log(safe_q))))


# %% [markdown]
# ## 8. The same for densities


# %%
def kl_divergence_continuous(p, q, x):
    p, q, x = _check_pqx(p, q, x)
    with np.errstate(divide="ignore", invalid="ignore"):
        f = np.where(p > 0, p * (np.log(p) - np.log(q)), 0)
    half = np.diff(x) / 2  # each point has half of the steps on either side
    return float(f @ (np.append(half, 0) + np.append(0, half)))


# %% [markdown]
# ## Experiment A. The nan that started it


# %%
def naive_softmax(x: Array) -> Array:
    """Return exp(x) / Σ exp(x) as the formula stands, silently: (K,) -> (K,). Given."""
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        e: Array = np.exp(x)
        total: float = e.sum()
        return e / total


# %%
def largest_finite_exponent(dtype):
    with np.errstate(over="ignore"):
        return int(np.isfinite(np.exp(np.arange(1000).astype(dtype))).sum()) - 1


def first_broken_scale(x, scales):
    x = as_float(x)
    sums = (float(np.sum(naive_softmax(float(s) * x))) for s in scales)
    return next((float(s) for s, total in zip(scales, sums, strict=True) if np.isnan(total)), None)


# %% [markdown]
# ## Experiment B. A divergence is not a distance


# %%
def bernoulli_divergences(p, q):
    p = as_float(p)
    P = np.array([p, 1 - p])
    Q = np.array([np.full_like(p, q), np.full_like(p, 1 - q)])
    return kl_divergence(P, Q, axis=0), kl_divergence(Q, P, axis=0)


# %% [markdown]
# ## Questions


# %%
def answer_not_a_number():
    return sum(bool(np.isnan(v)) for v in naive_softmax(np.array([1.2, 2000.0, -4000.0, 0.0])))


def answer_log_constant():
    return int(np.min(-np.array([3, 7, 5])))
