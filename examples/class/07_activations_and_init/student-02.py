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
    # log of the sigmoid is minus the softplus of -x, which logaddexp computes without an overflow
    return np.exp(-np.logaddexp(0, -as_float(x)))


def sigmoid_grad(x):
    x = as_float(x)
    return sigmoid(x) * sigmoid(-x)


# %% [markdown]
# ## 2. The hyperbolic tangent


# %%
def tanh(x):
    x = as_float(x)
    z = np.minimum(2 * np.abs(x), 80)  # beyond 40 tanh is 1 to the last digit
    grown = np.expm1(z)
    return np.sign(x) * grown / (grown + 2)


def tanh_grad(x):
    return 1 - np.square(tanh(x))


# %% [markdown]
# ## 3. ReLU


# %%
def relu(x):
    return np.clip(as_float(x), 0, None)


def relu_grad(x):
    x = as_float(x)
    return np.heaviside(x, np.zeros((), dtype=x.dtype))


# %% [markdown]
# ## 4. Leaky ReLU


# %%
def leaky_relu(x, alpha=0.01):
    x = as_float(x)
    if not alpha >= 0:
        raise ValueError("alpha is negative")
    return x * leaky_relu_grad(x, alpha)


def leaky_relu_grad(x, alpha=0.01):
    x = as_float(x)
    if not alpha >= 0:
        raise ValueError("alpha is negative")
    positive = (x > 0).astype(x.dtype)
    return positive + alpha * (1 - positive)


# %% [markdown]
# ## 5. ELU


# %%
def elu(x, alpha=1.0):
    x = as_float(x)
    if not alpha > 0:
        raise ValueError("alpha is not positive")
    return np.where(x > 0, x, alpha * np.expm1(np.where(x > 0, 0, x)))


def elu_grad(x, alpha=1.0):
    x = as_float(x)
    if not alpha > 0:
        raise ValueError("alpha is not positive")
    return np.where(x > 0, np.ones_like(x), elu(np.minimum(x, 0), alpha) + alpha)


# %% [markdown]
# ## 6. Weights of a given size


# %%
def gaussian_init(d_in, d_out, std, rng):
    _check_sizes(d_in, d_out)
    return rng.normal(0.0, std, size=(d_in, d_out))  # which refuses a negative std itself


# %% [markdown]
# ## 7. Weights for a signal that goes both ways


# %%
def xavier_normal(d_in, d_out, rng):
    _check_sizes(d_in, d_out)
    return rng.normal(scale=1 / np.sqrt((d_in + d_out) / 2), size=(d_in, d_out))


# %% [markdown]
# ## 8. Weights for ReLU


# %%
def he_normal(d_in, d_out, rng):
    _check_sizes(d_in, d_out)
    return np.sqrt(2) * rng.normal(scale=d_in**-0.5, size=(d_in, d_out))


# %% [markdown]
# ## 9. A signal on its way


# %%
def activation_statistics(x, weights, activation):
    h, layers = _check_layers(x, weights)
    signals = [h := activation(np.dot(h, W)) for W in layers]
    means = np.stack([np.mean(signal) for signal in signals])
    stds = np.stack([np.sqrt(np.var(signal)) for signal in signals])
    return means, stds


# %% [markdown]
# ## 10. Units that have stopped learning


# %%
def dead_relu_fraction(z):
    alive = (_check_matrix(z) > 0).sum(axis=0)
    return 1 - np.count_nonzero(alive) / len(alive)


# %% [markdown]
# ## Experiment A. Ten layers


# %%
def stds_through_depth(scheme, x, depth, rng):
    d = _check_matrix(x).shape[1]
    stds = {"small": 0.01, "large": 0.5, "halved": (2 * d) ** -0.5, "xavier": d**-0.5, "he": (2 / d) ** 0.5}
    if scheme not in stds:
        raise ValueError("no such scheme")
    weights = list(stds[scheme] * rng.standard_normal((depth, d, d)))
    return activation_statistics(x, weights, {"he": relu}.get(scheme, tanh))[1]


# %% [markdown]
# ## Experiment B. All gradients share a sign


# %%
def sign_agreement(X, w, upstream):
    X, w, upstream = _check_unit(X, w, upstream)
    gradients = np.einsum("n,n,nd->nd", upstream, sigmoid_grad(X @ w), X)
    return float(np.mean(np.abs(np.sign(gradients).sum(axis=1)) == X.shape[1]))


# %% [markdown]
# ## Questions


# %%
def answer_steepest_slopes():
    return float(sigmoid_grad(np.zeros(1))[0]), float(tanh_grad(np.zeros(1))[0])


def answer_two_variances():
    return 1 / 500, 1 / np.sqrt(500 + 500) ** 2


def answer_stretched_sigmoid():
    return 2.0, 2, -1.0
