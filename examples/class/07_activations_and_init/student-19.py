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
    # only ever exponentiate something negative
    z = np.exp(-abs(x))
    return np.where(x < 0, z / (1 + z), 1 / (1 + z))


def sigmoid_grad(x):
    return sigmoid(x) * (1 - sigmoid(x))


# %% [markdown]
# ## 2. The hyperbolic tangent


# %%
def tanh(x):
    return np.tanh(as_float(x))


def tanh_grad(x):
    t = np.tanh(as_float(x))
    return 1 - t * t


# %% [markdown]
# ## 3. ReLU


# %%
def relu(x):
    x = as_float(x)
    return np.where(x < 0, 0, x)


def relu_grad(x):
    x = as_float(x)
    return np.where(x > 0, np.ones_like(x), np.zeros_like(x))


# %% [markdown]
# ## 4. Leaky ReLU


# %%
def leaky_relu(x, alpha=0.01):
    if alpha < 0:
        raise ValueError("alpha")
    return np.maximum(x, alpha * x)


def leaky_relu_grad(x, alpha=0.01):
    x = as_float(x)
    if alpha < 0:
        raise ValueError("alpha < 0")
    return np.where(x > 0, np.ones_like(x), alpha)


# %% [markdown]
# ## 5. ELU


# %%
def elu(x, alpha=1.0):
    x = as_float(x)
    if alpha <= 0:
        raise ValueError("alpha <= 0")
    negative_part = np.where(x > 0, 0, x)
    return np.where(x > 0, x, alpha * np.expm1(negative_part))


def elu_grad(x, alpha=1.0):
    x = as_float(x)
    if alpha <= 0:
        raise ValueError("alpha <= 0")
    negative_part = np.where(x > 0, 0, x)
    return np.where(x > 0, 1, alpha * np.exp(negative_part))


# %% [markdown]
# ## 6. Weights of a given size


# %%
def gaussian_init(d_in, d_out, std, rng):
    _check_sizes(d_in, d_out)
    if std < 0:
        raise ValueError("std < 0")
    return std * rng.standard_normal(size=(d_in, d_out))


# %% [markdown]
# ## 7. Weights for a signal that goes both ways


# %%
def xavier_normal(d_in, d_out, rng):
    _check_sizes(d_in, d_out)
    std = (2 / (d_in + d_out)) ** 0.5
    return std * rng.standard_normal((d_in, d_out))


# %% [markdown]
# ## 8. Weights for ReLU


# %%
def he_normal(d_in, d_out, rng):
    _check_sizes(d_in, d_out)
    std = (2 / d_in) ** 0.5
    return std * rng.standard_normal((d_in, d_out))


# %% [markdown]
# ## 9. A signal on its way


# %%
def activation_statistics(x, weights, activation):
    h, weights = _check_layers(x, weights)
    means = []
    stds = []
    for W in weights:
        h = activation(h @ W)
        means.append(np.mean(h))
        stds.append(np.std(h))
    return np.array(means), np.array(stds)


# %% [markdown]
# ## 10. Units that have stopped learning


# %%
def dead_relu_fraction(z):
    z = _check_matrix(z)
    dead = z.max(axis=0) <= 0
    return float(dead.mean())


# %% [markdown]
# ## Experiment A. Ten layers


# %%
def stds_through_depth(scheme, x, depth, rng):
    d = _check_matrix(x).shape[1]
    weights = []
    for _ in range(depth):
        if scheme == "small":
            W = gaussian_init(d, d, 0.01, rng)
        elif scheme == "large":
            W = gaussian_init(d, d, 0.5, rng)
        elif scheme == "halved":
            W = gaussian_init(d, d, (1 / (d + d)) ** 0.5, rng)
        elif scheme == "xavier":
            W = xavier_normal(d, d, rng)
        elif scheme == "he":
            W = he_normal(d, d, rng)
        else:
            raise ValueError(scheme)
        weights.append(W)
    activation = tanh
    if scheme == "he":
        activation = relu
    means, stds = activation_statistics(x, weights, activation)
    return stds


# %% [markdown]
# ## Experiment B. All gradients share a sign


# %%
def sign_agreement(X, w, upstream):
    X, w, upstream = _check_unit(X, w, upstream)
    delta = upstream * sigmoid_grad(X @ w)
    grads = delta.reshape(-1, 1) * X
    same = (grads > 0).all(axis=1) | (grads < 0).all(axis=1)
    return float(same.mean())


# %% [markdown]
# ## Questions


# %%
def answer_steepest_slopes():
    return 0.25, 1


def answer_two_variances():
    return 0.002**0.5, 0.001**0.5


def answer_stretched_sigmoid():
    return 2, 2, -1
