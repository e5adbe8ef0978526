# %% [markdown]
# # Activation functions and weight initialisation
#
# Five activations with their exact derivatives, three ways to draw the weights of a layer, and the experiment that
# shows why both matter: what ten layers do to a signal.
#
# N is the number of samples. A layer with d_in inputs and d_out outputs is h = activation(x @ W), with one sample
# per row of x (N, d_in) and W (d_in, d_out).

# %%
"""Activations, their derivatives and weight initialisation in NumPy, and what depth makes of a signal."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.floating]
Activation = Callable[[Array], Array]

# %% [markdown]
# ## Given: checking the arguments
#
# These functions are finished. `as_float` comes first in each activation: it converts integers to floats, keeps
# float32, and refuses what is no real number. The `_check` functions raise the errors that the other exercises
# promise.


# %%
def as_float(values: ArrayLike) -> Array:
    """Return float32 and float64 arrays as they are, other real numbers as float64; TypeError for the rest."""
    array = np.asarray(values)
    if array.dtype in (np.float32, np.float64):
        return array
    if array.dtype.kind not in "biuf":
        raise TypeError(f"expected real numbers, got an array of {array.dtype}")
    return array.astype(np.float64)


def _check_sizes(d_in: int, d_out: int) -> None:
    """Raise ValueError unless a layer of these sizes has an input and an output at least."""
    if d_in < 1 or d_out < 1:
        raise ValueError(f"a layer needs d_in ≥ 1 and d_out ≥ 1, got {d_in} and {d_out}")


def _check_matrix(values: ArrayLike) -> Array:
    """Return a matrix as floats; ValueError unless it is 2-D and not empty."""
    matrix = as_float(values)
    if matrix.ndim != 2 or matrix.size == 0:
        raise ValueError(f"expected a 2-D array with an entry at least, got the shape {matrix.shape}")
    return matrix


def _check_layers(x: ArrayLike, weights: Sequence[ArrayLike]) -> tuple[Array, list[Array]]:
    """Return x (N, d₀) and the W (dₗ₋₁, dₗ) as floats; ValueError if sizes do not chain or there is no layer."""
    x, layers = _check_matrix(x), [_check_matrix(W) for W in weights]
    sizes = [x.shape, *(W.shape for W in layers)]
    if not layers or any(left[1] != right[0] for left, right in pairwise(sizes)):
        raise ValueError(f"each W needs as many rows as there are columns before it, got the shapes {sizes}")
    return x, layers


def _check_unit(X: ArrayLike, w: ArrayLike, upstream: ArrayLike) -> tuple[Array, Array, Array]:
    """Return X (N, D), w (D,) and upstream (N,) as floats; ValueError if a shape is wrong."""
    X, w, upstream = _check_matrix(X), as_float(w), as_float(upstream)
    if w.shape != X.shape[1:] or upstream.shape != X.shape[:1]:
        raise ValueError(f"w {w.shape} and upstream {upstream.shape} do not go with X {X.shape}")
    return X, w, upstream


# %% [markdown]
# ## 1. The sigmoid


# %%
def sigmoid(x):
    x = as_float(x)
    out = np.empty(x.shape, dtype=x.dtype)
    right = x >= 0
    out[right] = 1 / (1 + np.exp(-x[right]))
    grown = np.exp(x[~right])
    out[~right] = grown / (1 + grown)
    return out


def sigmoid_grad(x):
    s = sigmoid(x)
    return s - s * s


# %% [markdown]
# ## 2. The hyperbolic tangent


# %%
def tanh(x):
    x = as_float(x)
    shrunk = np.expm1(-2 * np.abs(x))  # e^-2|x| - 1, between -1 and 0
    return np.copysign(-shrunk / (2 + shrunk), x)


def tanh_grad(x):
    t = tanh(x)
    return (1 - t) * (1 + t)


# %% [markdown]
# ## 3. ReLU


# %%
def relu(x):
    out = as_float(x).copy()
    out[out < 0] = 0
    return out


def relu_grad(x):
    x = as_float(x)
    out = np.zeros(x.shape, dtype=x.dtype)
    out[x > 0] = 1
    return out


# %% [markdown]
# ## 4. Leaky ReLU


# %%
def leaky_relu(x, alpha=0.01):
    if alpha < 0:
        raise ValueError("alpha is negative")
    out = as_float(x).copy()
    out[out < 0] *= alpha
    return out


def leaky_relu_grad(x, alpha=0.01):
    if alpha < 0:
        raise ValueError("alpha is negative")
    x = as_float(x)
    out = np.full(x.shape, alpha, dtype=x.dtype)
    out[x > 0] = 1
    return out


# %% [markdown]
# ## 5. ELU


# %%
def elu(x, alpha=1.0):
    if alpha <= 0:
        raise ValueError("alpha is not positive")
    out = as_float(x).copy()
    left = out < 0
    out[left] = alpha * np.expm1(out[left])
    return out


def elu_grad(x, alpha=1.0):
    if alpha <= 0:
        raise ValueError("alpha is not positive")
    x = as_float(x)
    out = np.ones(x.shape, dtype=x.dtype)
    left = x <= 0
    out[left] = alpha * np.exp(x[left])
    return out


# %% [markdown]
# ## 6. Weights of a given size


# %%
def gaussian_init(d_in, d_out, std, rng):
    if d_in < 1 or d_out < 1 or std < 0:
        raise ValueError("impossible sizes or spread")
    W = np.empty((d_in, d_out))
    for row in range(d_in):
        for column in range(d_out):
            W[row, column] = std * rng.standard_normal()
    return W


# %% [markdown]
# ## 7. Weights for a signal that goes both ways


# %%
def xavier_normal(d_in, d_out, rng):
    if d_in < 1 or d_out < 1:
        raise ValueError("impossible sizes")
    std = ((d_in + d_out) / 2) ** -0.5
    return np.array([[std * rng.standard_normal() for _ in range(d_out)] for _ in range(d_in)])


# %% [markdown]
# ## 8. Weights for ReLU


# %%
def he_normal(d_in, d_out, rng):
    if d_in < 1 or d_out < 1:
        raise ValueError("impossible sizes")
    std = (d_in / 2) ** -0.5
    return np.array([[std * rng.standard_normal() for _ in range(d_out)] for _ in range(d_in)])


# %% [markdown]
# ## 9. A signal on its way


# %%
def activation_statistics(x, weights, activation):
    h, layers = _check_layers(x, weights)
    means = np.empty(len(layers), dtype=h.dtype)
    stds = np.empty(len(layers), dtype=h.dtype)
    for index in range(len(layers)):
        h = activation(np.einsum("nd,dk->nk", h, layers[index]))
        means[index] = h.sum() / h.size
        stds[index] = np.sqrt(((h - means[index]) ** 2).sum() / h.size)
    return means, stds


# %% [markdown]
# ## 10. Units that have stopped learning


# %%
def dead_relu_fraction(z):
    z = _check_matrix(z)
    dead = 0
    for unit in z.T:
        if not any(entry > 0 for entry in unit):
            dead += 1
    return dead / z.shape[1]


# %% [markdown]
# ## Experiment A. Ten layers


# %%
def stds_through_depth(scheme, x, depth, rng):
    width = _check_matrix(x).shape[1]
    weights = []
    for _ in range(depth):
        if scheme == "small":
            weights.append(0.01 * rng.standard_normal((width, width)))
        elif scheme == "large":
            weights.append(0.5 * rng.standard_normal((width, width)))
        elif scheme == "halved":
            weights.append(rng.standard_normal((width, width)) / np.sqrt(width + width))
        elif scheme == "xavier":
            weights.append(rng.standard_normal((width, width)) / np.sqrt(width))
        elif scheme == "he":
            weights.append(rng.standard_normal((width, width)) * np.sqrt(2 / width))
        else:
            raise ValueError("no such scheme")
    if scheme == "he":
        return activation_statistics(x, weights, relu)[1]
    return activation_statistics(x, weights, tanh)[1]


# %% [markdown]
# ## Experiment B. All gradients share a sign


# %%
def sign_agreement(X, w, upstream):
    X, w, upstream = _check_unit(X, w, upstream)
    agreeing = 0
    for sample, above in zip(X, upstream, strict=True):
        gradient = above * sigmoid_grad(sample @ w) * sample
        agreeing += all(entry > 0 for entry in gradient) or all(entry < 0 for entry in gradient)
    return agreeing / len(X)


# %% [markdown]
# ## Questions


# %%
def answer_steepest_slopes():
    return 1 / 4, 1


def answer_two_variances():
    return 2 / (500 + 500), 1 / (500 + 500)


def answer_stretched_sigmoid():
    return 2, 2, -1
