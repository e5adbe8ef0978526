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

from given import as_float

Array = NDArray[np.floating]
Activation = Callable[[Array], Array]

# %% [markdown]
# ## Given: checking the arguments
#
# `as_float` comes from the assignment on softmax and is imported. Call it first in each activation: it converts
# integers to floats, keeps float32, and refuses what is no real number. The functions below are finished, too; they
# raise the errors that the other exercises promise.


# %%
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
def sigmoid(x: Array) -> Array:
    """Return s = 1/(1 + e⁻ˣ), entry by entry: any shape -> the same shape.

    No finite x makes NumPy warn of an overflow, and small values keep their digits: at -700 the result is 1e-304
    and not 0. Integers are converted to float64, float32 stays float32, x is not changed. For an array without axes
    the result may be a NumPy scalar. Raises TypeError if the entries are not real numbers.

    >>> sigmoid(np.array([-1000.0, 0.0, 1000.0]))
    array([0. , 0.5, 1. ])
    """
    # TODO(sigmoid): a form of the quotient that is safe for either sign of x
    # (the reference needs 3 lines)
    raise NotImplementedError("sigmoid")


def sigmoid_grad(x: Array) -> Array:
    """Return the slope of sigmoid, s(1 - s), entry by entry; x is the input of sigmoid, not its output.

    Dtypes, errors and warnings are those of sigmoid.

    >>> sigmoid_grad(np.array([-1000.0, 0.0, 1000.0]))
    array([0.  , 0.25, 0.  ])
    """
    # TODO(sigmoid): one value of s, used twice
    # (the reference needs 2 lines)
    raise NotImplementedError("sigmoid")


# %% [markdown]
# ## 2. The hyperbolic tangent


# %%
def tanh(x: Array) -> Array:
    """Return tanh(x) = (eˣ - e⁻ˣ)/(eˣ + e⁻ˣ), entry by entry: any shape -> the same shape.

    No finite x makes NumPy warn, and a small x keeps its digits: tanh(1e-9) is 1e-9 to the last one. Dtypes and
    errors are those of sigmoid.

    >>> tanh(np.array([-1000.0, 0.0, 1000.0]))
    array([-1.,  0.,  1.])
    """
    # TODO(tanh): NumPy has a function that is exact at both ends and in the middle
    # (the reference needs 1 line)
    raise NotImplementedError("tanh")


def tanh_grad(x: Array) -> Array:
    """Return the slope of tanh, 1 - tanh²(x), entry by entry; x is the input of tanh, not its output.

    Dtypes, errors and warnings are those of sigmoid.

    >>> tanh_grad(np.array([-1000.0, 0.0, 1000.0]))
    array([0., 1., 0.])
    """
    # TODO(tanh): one value of tanh, squared
    # (the reference needs 1 line)
    raise NotImplementedError("tanh")


# %% [markdown]
# ## 3. ReLU


# %%
def relu(x: Array) -> Array:
    """Return max(0, x), entry by entry: any shape -> the same shape, in an array of its own. NaN stays NaN.

    Dtypes and errors are those of sigmoid.
    Source: Nair and Hinton 2010, Rectified Linear Units Improve Restricted Boltzmann Machines.

    >>> relu(np.array([-1.5, 0.0, 2.0]))
    array([0., 0., 2.])
    """
    # TODO(relu): the larger of two numbers, without touching x
    # (the reference needs 1 line)
    raise NotImplementedError("relu")


def relu_grad(x: Array) -> Array:
    """Return the slope of relu, entry by entry: 1 for x > 0, else 0, in the float dtype of x.

    At x = 0 there is no derivative; of the two slopes there the course takes 0, as PyTorch and JAX do. Raises
    TypeError as sigmoid does.

    >>> relu_grad(np.array([-1.5, 0.0, 2.0]))
    array([0., 0., 1.])
    """
    # TODO(relu): a comparison, and the dtype that the next product expects
    # (the reference needs 2 lines)
    raise NotImplementedError("relu")


# %% [markdown]
# ## 4. Leaky ReLU


# %%
def leaky_relu(x: Array, alpha: float = 0.01) -> Array:
    """Return x where x > 0 and alpha · x elsewhere, entry by entry: any shape -> the same shape.

    Any alpha ≥ 0 is allowed, also one above 1. Raises ValueError if alpha < 0; else dtypes and errors are those of
    sigmoid.
    Source: Maas, Hannun, Ng 2013, Rectifier Nonlinearities Improve Neural Network Acoustic Models.

    >>> leaky_relu(np.array([-2.0, 0.0, 3.0]), alpha=0.5)
    array([-1.,  0.,  3.])
    """
    # TODO(leaky_relu): check alpha, then the part above zero and the part below it
    # (the reference needs 4 lines)
    raise NotImplementedError("leaky_relu")


def leaky_relu_grad(x: Array, alpha: float = 0.01) -> Array:
    """Return the slope of leaky_relu, entry by entry: 1 for x > 0, else alpha, so alpha at 0.

    The result has the float dtype of x. Raises ValueError if alpha < 0, and TypeError as sigmoid does.

    >>> leaky_relu_grad(np.array([-2.0, 0.0, 3.0]), alpha=0.5)
    array([0.5, 0.5, 1. ])
    """
    # TODO(leaky_relu): check alpha, then one of two constants, in the dtype of x
    # (the reference needs 4 lines)
    raise NotImplementedError("leaky_relu")


# %% [markdown]
# ## 5. ELU


# %%
def elu(x: Array, alpha: float = 1.0) -> Array:
    """Return x where x > 0 and alpha · (eˣ - 1) elsewhere, entry by entry: any shape -> the same shape.

    No finite x makes NumPy warn, and a small x keeps its digits: elu(-1e-12) is -1e-12 to twelve of them.
    Raises ValueError if alpha ≤ 0; else dtypes and errors are those of sigmoid.
    Source: Clevert, Unterthiner, Hochreiter 2016, Fast and Accurate Deep Network Learning by Exponential Linear
    Units, section 3.

    >>> elu(np.array([-1000.0, 0.0, 3.0]), alpha=1.5)
    array([-1.5,  0. ,  3. ])
    """
    # TODO(elu): check alpha, then the part above zero and the part below it, each safe for every x
    # (the reference needs 4 lines)
    raise NotImplementedError("elu")


def elu_grad(x: Array, alpha: float = 1.0) -> Array:
    """Return the slope of elu, entry by entry: 1 for x > 0, else alpha · eˣ, so alpha at 0.

    No finite x makes NumPy warn. Raises ValueError if alpha ≤ 0; else dtypes and errors are those of sigmoid.

    >>> elu_grad(np.array([-1000.0, 0.0, 3.0]), alpha=1.5)
    array([0. , 1.5, 1. ])
    """
    # TODO(elu): check alpha, then one or the other slope, where neither can overflow
    # (the reference needs 4 lines)
    raise NotImplementedError("elu")


# %% [markdown]
# ## 6. Weights of a given size


# %%
def gaussian_init(d_in: int, d_out: int, std: float, rng: np.random.Generator) -> Array:
    """Draw W (d_in, d_out), float64, with independent entries from N(0, std²): std is the standard deviation.

    Drawn as std times one call of rng.standard_normal, so that equal generators give equal weights.
    Raises ValueError if a size is less than 1 or std is negative.

    >>> gaussian_init(2, 3, 0.0, np.random.default_rng(0)).shape
    (2, 3)
    """
    # TODO(gaussian_init): check, then scale one draw of the right shape
    # (the reference needs 4 lines)
    raise NotImplementedError("gaussian_init")


# %% [markdown]
# ## 7. Weights for a signal that goes both ways


# %%
def xavier_normal(d_in: int, d_out: int, rng: np.random.Generator) -> Array:
    """Draw W (d_in, d_out), float64, with independent entries from N(0, 2/(d_in + d_out)); that is the variance.

    Drawn as gaussian_init does. Raises ValueError if a size is less than 1.
    Source: Glorot and Bengio 2010, Understanding the Difficulty of Training Deep Feedforward Neural Networks,
    equation (12).

    >>> xavier_normal(2, 3, np.random.default_rng(0)).shape
    (2, 3)
    """
    # TODO(xavier_normal): check, then the standard deviation that belongs to the variance
    # (the reference needs 2 lines)
    raise NotImplementedError("xavier_normal")


# %% [markdown]
# ## 8. Weights for ReLU


# %%
def he_normal(d_in: int, d_out: int, rng: np.random.Generator) -> Array:
    """Draw W (d_in, d_out), float64, with independent entries from N(0, 2/d_in); that is the variance.

    Drawn as gaussian_init does. Raises ValueError if a size is less than 1.
    Source: He, Zhang, Ren, Sun 2015, Delving Deep into Rectifiers, equation (10).

    >>> he_normal(2, 3, np.random.default_rng(0)).shape
    (2, 3)
    """
    # TODO(he_normal): check, then the standard deviation that belongs to the variance
    # (the reference needs 2 lines)
    raise NotImplementedError("he_normal")


# %% [markdown]
# ## 9. A signal on its way


# %%
def activation_statistics(x: Array, weights: Sequence[Array], activation: Activation) -> tuple[Array, Array]:
    """Return mean and standard deviation after each of L layers: (N, d₀), L of (dₗ₋₁, dₗ) -> (L,), (L,).

    A layer is h ← activation(h @ W), without a bias, and the first one sees x. Its two numbers are those of *all*
    entries of h together, after the activation; the standard deviation is that of a population (divided by the
    number of entries). The activation is called once per layer.
    Raises ValueError if the sizes do not chain, if there is no layer, or if x or a W is not 2-D or is empty.

    >>> activation_statistics(np.array([[1.0, 3.0]]), [np.eye(2), np.array([[-1.0], [2.0]])], relu)
    (array([2., 5.]), array([1., 0.]))
    """
    # TODO(activation_statistics): one layer after the other, two numbers for each
    # (the reference needs 7 lines)
    raise NotImplementedError("activation_statistics")


# %% [markdown]
# ## 10. Units that have stopped learning


# %%
def dead_relu_fraction(z: Array) -> float:
    """Return which share of H ReLU units is dead on a batch, given their inputs: (N, H) -> Python float in [0, 1].

    A unit is dead if z ≤ 0 for *every* sample: its slope is then 0 on the whole batch, and no gradient reaches its
    weights. Raises ValueError unless z is 2-D and not empty.

    >>> dead_relu_fraction(np.array([[-1.0, 2.0, 0.0, -3.0], [-2.0, -1.0, 0.0, 4.0]]))
    0.5
    """
    # TODO(dead_relu_fraction): ask each unit about all samples, then average over the units
    # (the reference needs 2 lines)
    raise NotImplementedError("dead_relu_fraction")


# %% [markdown]
# ## Experiment A. Ten layers


# %%
def stds_through_depth(scheme: str, x: Array, depth: int, rng: np.random.Generator) -> Array:
    """Return the standard deviations after each of `depth` layers that are as wide as x: (N, D) -> (depth,).

    All layers are (D, D), drawn from rng one after the other, and the scheme says how:

    "small"   entries from N(0, 0.01²), tanh          "xavier"  xavier_normal, tanh
    "large"   entries from N(0, 0.5²), tanh           "he"      he_normal, relu
    "halved"  entries from N(0, 1/(d_in + d_out)), tanh

    Raises ValueError for any other scheme, and as activation_statistics does.

    >>> stds_through_depth("large", np.ones((4, 3)), 5, np.random.default_rng(0)).shape
    (5,)
    """
    # TODO(experiment_depth): how each scheme draws a layer, then the layers, then their statistics
    # (the reference needs 13 lines)
    raise NotImplementedError("experiment_depth")


# %% [markdown]
# ## Experiment B. All gradients share a sign


# %%
def sign_agreement(X: Array, w: Array, upstream: Array) -> float:
    """Return the share of samples whose gradient has entries of one sign: (N, D), (D,), (N,) -> Python float.

    The unit is a = sigmoid(x·w), and `upstream` holds ∂L/∂a of each sample. The gradient of one sample with respect
    to the weights is ∂L/∂w = ∂L/∂a · sigmoid_grad(x·w) · x, of shape (D,). It counts if its entries are all > 0 or
    all < 0; a zero has neither sign. Raises ValueError if a shape is wrong.

    >>> sign_agreement(np.array([[1.0, 2.0], [3.0, -4.0]]), np.array([0.5, 0.5]), np.array([-1.0, 1.0]))
    0.5
    """
    # TODO(experiment_shared_sign): the gradient of each sample, then the signs in each row
    # (the reference needs 4 lines)
    raise NotImplementedError("experiment_shared_sign")


# %% [markdown]
# ## Questions


# %%
def answer_steepest_slopes() -> tuple[float, float]:
    """Return (largest slope of sigmoid, largest slope of tanh), question A of the handout."""
    # TODO(question_steepest_slopes): two numbers
    # (the reference needs 1 line)
    raise NotImplementedError("question_steepest_slopes")


def answer_two_variances() -> tuple[float, float]:
    """Return (variance by the formula, variance by the line of code), question B of the handout."""
    # TODO(question_two_variances): two numbers
    # (the reference needs 1 line)
    raise NotImplementedError("question_two_variances")


def answer_stretched_sigmoid() -> tuple[float, float, float]:
    """Return (a, b, c) of question C of the handout."""
    # TODO(question_stretched_sigmoid): three numbers
    # (the reference needs 1 line)
    raise NotImplementedError("question_stretched_sigmoid")
