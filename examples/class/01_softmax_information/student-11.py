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
def softmax(x: Array, axis: int = -1):
    raise ValueError("wrong shape")


# %% [markdown]
# ## 2. The logarithm of the denominator


# %%
def log_sum_exp(x: Array, axis: int = -1, *, keepdims: bool = False):
    raise ValueError("wrong shape")


# %% [markdown]
# ## 3. The logarithm of a probability


# %%
def log_softmax(x: Array, axis: int = -1):
    raise ValueError("wrong shape")


# %% [markdown]
# ## 4. Classes as distributions


# %%
def one_hot(labels: NDArray[np.integer] | int, num_classes: int):
    raise ValueError("wrong shape")


# %% [markdown]
# ## 5. How uncertain is a distribution?


# %%
def entropy(p: Array, axis: int = -1):
    raise ValueError("wrong shape")


# %% [markdown]
# ## 6. How surprised is a model?


# %%
def cross_entropy(p: Array, q: Array, axis: int = -1):
    raise ValueError("wrong shape")


# %% [markdown]
# ## 7. How much of it is the model's fault?


# %%
def kl_divergence(p: Array, q: Array, axis: int = -1):
    raise ValueError("wrong shape")


# %% [markdown]
# ## 8. The same for densities


# %%
def kl_divergence_continuous(p: Array, q: Array, x: Array):
    raise ValueError("wrong shape")


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
def largest_finite_exponent(dtype: str):
    raise ValueError("wrong shape")


def first_broken_scale(x: Array, scales: Iterable[float]):
    raise ValueError("wrong shape")


# %% [markdown]
# ## Experiment B. A divergence is not a distance


# %%
def bernoulli_divergences(p: Array, q: float):
    raise ValueError("wrong shape")


# %% [markdown]
# ## Questions


# %%
def answer_not_a_number():
    raise ValueError("wrong shape")


def answer_log_constant():
    raise ValueError("wrong shape")
