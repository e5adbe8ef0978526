# %% [markdown]
# # Backpropagation from scratch
#
# The chain rule, three times: on single numbers, on matrices, and through a whole network. Every gradient can be
# checked with a ruler, and the ruler comes first.
#
# N is the number of samples, D a number of features, K the number of classes. Every array of samples has one row per
# sample, so that a layer is `x @ W + b`.

# %%
"""Backpropagation in NumPy: numerical gradients, a scalar engine, layers, losses, and a multi-layer perceptron."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from given import as_float, log_softmax, softmax

Array = NDArray[np.floating]
Labels = NDArray[np.integer]
Cache = Any  # what a forward pass hands to its backward pass; nobody else looks inside

# %% [markdown]
# ## Given
#
# `as_float`, `softmax` and `log_softmax` come from the assignment on softmax and are imported. The functions below are
# finished, too. Call the `_check` functions first in yours: they convert integers to floats, keep float32, and raise
# the errors that the exercises promise.


# %%
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


def _check_logits(logits: ArrayLike, labels: ArrayLike) -> tuple[Array, Labels]:
    """Return logits (N, K) as floats and labels (N,); ValueError unless these are integers from 0 to K - 1."""
    logits, labels = as_float(logits), np.asarray(labels)
    if logits.ndim != 2 or logits.size == 0 or labels.shape != logits.shape[:1]:
        raise ValueError(f"expected logits (N, K) and labels (N,), got {logits.shape} and {labels.shape}")
    if labels.dtype.kind not in "iu" or labels.min() < 0 or labels.max() >= logits.shape[1]:
        raise ValueError(f"labels must be integers from 0 to {logits.shape[1] - 1}")
    return logits, labels


# %% [markdown]
# ## 1. The ruler: numerical gradients


# %%
def numerical_gradient(f: Callable[[NDArray[np.float64]], float], x: Array, h: float = 1e-5) -> NDArray[np.float64]:
    """Return the central differences (f(x + h eᵢ) - f(x - h eᵢ)) / (2h), one for each entry of x.

    The result is a float64 array of the shape of x, whatever that is: also () and shapes without entries. f is given
    float64 arrays of that shape, which differ from x in one entry; x itself is not changed. The error is O(h²).
    Raises ValueError if h ≤ 0, TypeError if the entries of x are not real numbers.
    Source: Nocedal and Wright, Numerical Optimization, equation (8.7).

    >>> numerical_gradient(lambda x: float(x[0] * x[1] ** 2), np.array([2.0, 3.0])).round(6)
    array([ 9., 12.])
    """
    # TODO(numerical_gradient): for each entry, two copies of x that differ from it there, and their slope
    # (the reference needs 10 lines)
    raise NotImplementedError("numerical_gradient")


# %% [markdown]
# ## 2. Are two gradients the same?


# %%
def relative_error(a: Array, b: Array, eps: float = 1e-12) -> float:
    """Return the largest |a - b| / max(eps, |a| + |b|) over the entries, as a Python float.

    Every entry is measured by its own size. The result is in [0, 1]; two zeros are equal, and so are two arrays
    without entries: 0.0. As a rule of thumb for gradients, 1e-7 is a pass and 1e-2 a bug.
    Raises ValueError if the shapes differ, TypeError if the entries are not real numbers.

    >>> relative_error(np.array([1.0, 0.0, 2.0]), np.array([1.0, 0.0, 6.0]))
    0.5
    """
    # TODO(relative_error): the size of every entry, then the largest of the quotients
    # (the reference needs 4 lines)
    raise NotImplementedError("relative_error")


# %% [markdown]
# ## 3. The chain rule on numbers


# %%
class Scalar:
    """A number that remembers what it was made from, so that it can be differentiated.

    `data` is its value and `grad`, after `backward`, the derivative of the result with respect to it; both are Python
    floats. Scalars and Python numbers mix in +, -, *, / on either side; the exponent of ** is a Python number, and a
    Scalar there raises TypeError. Each operation makes a new Scalar. It notes the Scalars that it was made from, its
    parents, and with each the local derivative: that of the new number with respect to this parent.

    >>> x, y = Scalar(2.0), Scalar(-5.0)
    >>> z = x * y + 3
    >>> z.backward()
    >>> z.data, x.grad, y.grad
    (-7.0, -5.0, 2.0)
    """

    def __init__(self, data: float, parents: "Sequence[tuple[Scalar, float]]" = ()) -> None:
        """Given: make a leaf, or the result of an operation, from pairs (parent, local derivative)."""
        self.data = float(data)
        self.grad = 0.0
        self.parents = parents

    def __add__(self, other: "Scalar | float") -> "Scalar":
        """Return self + other."""
        # TODO(Scalar): the sum, and how it moves with either part
        # (the reference needs 2 lines)
        raise NotImplementedError("Scalar")

    def __mul__(self, other: "Scalar | float") -> "Scalar":
        """Return self * other."""
        # TODO(Scalar): the product, and how it moves with either factor
        # (the reference needs 2 lines)
        raise NotImplementedError("Scalar")

    def __pow__(self, exponent: float) -> "Scalar":
        """Return self ** exponent for a Python number; TypeError for a Scalar."""
        # TODO(Scalar): the power, and the power rule
        # (the reference needs 1 line)
        raise NotImplementedError("Scalar")

    def exp(self) -> "Scalar":
        """Return e to the power of self."""
        # TODO(Scalar): the value, which is its own derivative
        # (the reference needs 2 lines)
        raise NotImplementedError("Scalar")

    def tanh(self) -> "Scalar":
        """Return the hyperbolic tangent of self."""
        # TODO(Scalar): the value, and the derivative written with it
        # (the reference needs 2 lines)
        raise NotImplementedError("Scalar")

    def relu(self) -> "Scalar":
        """Return max(self, 0); the derivative at 0 is taken to be 0."""
        # TODO(Scalar): the value, and whether the gate is open
        # (the reference needs 1 line)
        raise NotImplementedError("Scalar")

    def backward(self) -> None:
        """Set `grad` of this number and of all that it was made from, to ∂self/∂(that number).

        A number that was used twice gets the sum over both uses. Calling backward again, from here or from another
        result, forgets what these numbers had in `grad`. There is no limit on how long a chain of operations is, so
        the way through the graph is no recursion, which Python ends after some thousand calls.
        Source: Griewank and Walther, Evaluating Derivatives, section 3.2 (the adjoint recursion).
        """
        # TODO(Scalar): sort the graph, clear it, start with one, then from each number to its parents
        # (the reference needs 17 lines)
        raise NotImplementedError("Scalar")

    # Given: all the rest is made of the above.

    def __neg__(self) -> "Scalar":
        return self * -1

    def __sub__(self, other: "Scalar | float") -> "Scalar":
        return self + -other

    def __truediv__(self, other: "Scalar | float") -> "Scalar":
        return self * other**-1

    def __radd__(self, other: float) -> "Scalar":
        return self + other

    def __rsub__(self, other: float) -> "Scalar":
        return -self + other

    def __rmul__(self, other: float) -> "Scalar":
        return self * other

    def __rtruediv__(self, other: float) -> "Scalar":
        return self**-1 * other


def _as_scalar(value: Scalar | float) -> Scalar:
    """Return a Scalar as it is and a Python number as a new leaf. Given."""
    return value if isinstance(value, Scalar) else Scalar(value)


def repeated_product(x: Scalar, n: int) -> Scalar:
    """Return xⁿ as n - 1 products in a row: a long chain to try `backward` on. Given."""
    result = x
    for _ in range(n - 1):
        result = result * x
    return result


# %% [markdown]
# ## 4. The chain rule on matrices


# %%
def linear_forward(x: Array, W: Array, b: Array) -> tuple[Array, Cache]:
    """Return xW + b and a cache for linear_backward: (..., D_in), (D_in, D_out), (D_out,) -> (..., D_out), cache.

    x has any number of leading axes, also none. What is in the cache is up to you.
    Raises ValueError if a shape is wrong or x is empty.

    >>> out, cache = linear_forward(np.array([[1.0, 2.0]]), np.array([[1.0, 0.0], [3.0, -1.0]]), np.array([0.5, 0.0]))
    >>> out
    array([[ 7.5, -2. ]])
    """
    # TODO(linear_layer): check, one product and one sum; keep what the way back will ask for
    # (the reference needs 3 lines)
    raise NotImplementedError("linear_layer")


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
    # TODO(linear_layer): check dout, flatten the leading axes, then two products and a sum
    # (the reference needs 6 lines)
    raise NotImplementedError("linear_layer")


# %% [markdown]
# ## 5. Layers without anything between them


# %%
def compose_affine(layers: Sequence[tuple[Array, Array]]) -> tuple[Array, Array]:
    """Return the one (W, b) that does what the layers (W, b) do one after the other: xW + b, with x as a row.

    Layer i takes D_i numbers to D_(i + 1), so that W is (D_0, D_L) and b is (D_L,). One layer is its own answer.
    Raises ValueError if there is no layer, if a shape is wrong, or if a layer does not fit to the one before.

    >>> compose_affine([(np.array([[2.0]]), np.array([1.0])), (np.array([[3.0, 0.0]]), np.array([0.0, 5.0]))])
    (array([[6., 0.]]), array([3., 5.]))
    """
    # TODO(compose_affine): start with the first layer, then let each next one act on what there is
    # (the reference needs 4 lines)
    raise NotImplementedError("compose_affine")


# %% [markdown]
# ## 6. A loss and its gradient


# %%
def mse_loss(pred: Array, target: Array) -> tuple[float, Array]:
    """Return the mean of (pred - target)² over all entries, a Python float, and its gradient with respect to pred.

    With two outputs per sample the mean runs over 2N numbers. The gradient has the shape of pred.
    Raises ValueError if the shapes differ, also where they would broadcast, or if they are empty, and TypeError if the
    entries are not real numbers.

    >>> mse_loss(np.array([1.0, 2.0]), np.array([1.0, 4.0]))
    (2.0, array([ 0., -2.]))
    """
    # TODO(mse_loss): check, the difference, the mean of its square, the derivative of that mean
    # (the reference needs 5 lines)
    raise NotImplementedError("mse_loss")


# %% [markdown]
# ## 7. Back through a softmax


# %%
def softmax_backward(ds: Array, s: Array) -> Array:
    """Return ∂L/∂z from ds = ∂L/∂s, where s = softmax(z) along the last axis: (..., K), (..., K) -> (..., K).

    The Jacobian of one row is diag(s) - s sᵀ; it is applied without being formed. s is the output of softmax, so that z
    is not needed. Raises ValueError if the shapes differ, TypeError if the entries are not real numbers.
    Source: Goodfellow, Bengio, Courville, Deep Learning, section 6.2.2.3.

    >>> softmax_backward(np.array([[4.0, 0.0]]), np.array([[0.5, 0.5]]))
    array([[ 1., -1.]])
    """
    # TODO(softmax_backward): check, the mean of ds under s, then how far each entry of ds is from it
    # (the reference needs 4 lines)
    raise NotImplementedError("softmax_backward")


# %% [markdown]
# ## 8. Softmax and cross-entropy together


# %%
def softmax_cross_entropy(logits: Array, labels: Labels) -> tuple[float, Array]:
    """Return the mean over the samples of -log softmax(logits)[n, labels[n]], and its gradient: (N, K), (N,) -> (N, K).

    The loss is a Python float, finite for all finite logits: it comes from log_softmax, never from the logarithm of a
    rounded softmax. The gradient, with respect to the logits, is that of the mean, so it has the factor 1/N.
    Raises ValueError if a shape is wrong, if N = 0, or if labels are not integers from 0 to K - 1.
    Source: Bishop, Pattern Recognition and Machine Learning, equations (4.108) and (4.109).

    >>> loss, dlogits = softmax_cross_entropy(np.array([[0.0, 0.0], [0.0, 0.0]]), np.array([1, 0]))
    >>> round(loss, 6), dlogits
    (0.693147, array([[ 0.25, -0.25],
           [-0.25,  0.25]]))
    """
    # TODO(softmax_cross_entropy): check, pick one entry of log_softmax in each row, subtract 1 on the way back
    # (the reference needs 7 lines)
    raise NotImplementedError("softmax_cross_entropy")


# %% [markdown]
# ## 9. A whole network


# %%
class MLP:
    """Linear, ReLU, linear, ReLU, ..., linear: a multi-layer perceptron for classes, without ReLU at the end.

    `MLP([3, 5, 2], rng)` has 3 inputs, 5 hidden units and 2 classes. `params` holds float64 arrays under the keys W0,
    b0, W1, b1, ..., with W_i of shape (sizes[i], sizes[i + 1]); whoever replaces them, replaces the network.

    >>> model = MLP([3, 5, 2], np.random.default_rng(0))
    >>> [f"{name} {value.shape}" for name, value in model.params.items()]
    ['W0 (3, 5)', 'b0 (5,)', 'W1 (5, 2)', 'b1 (2,)']
    """

    params: dict[str, Array]

    def __init__(self, sizes: Sequence[int], rng: np.random.Generator) -> None:
        """Draw He-normal weights and set the biases to zero.

        W_i = rng.standard_normal((sizes[i], sizes[i + 1])) times the square root of 2 / sizes[i], drawn in the order
        i = 0, 1, .... Raises ValueError if there are fewer than two sizes, or one is less than 1.
        Source: He, Zhang, Ren, Sun, Delving Deep into Rectifiers (2015), equation (10).
        """
        # TODO(MLP): check the sizes, then weights and biases for each two neighbours
        # (the reference needs 6 lines)
        raise NotImplementedError("MLP")

    def forward(self, x: Array) -> Array:
        """Return the logits: (N, sizes[0]) -> (N, sizes[-1]). Given; write `_run`, or both in your own way."""
        logits, _ = self._run(x)
        return logits

    def _run(self, x: Array) -> tuple[Array, list[Cache]]:
        """Return the logits, and one cache for each layer: whatever `loss_and_grads` will ask for."""
        # TODO(MLP): layer after layer, with a ReLU before each but the first
        # (the reference needs 8 lines)
        raise NotImplementedError("MLP")

    def loss_and_grads(self, x: Array, labels: Labels) -> tuple[float, dict[str, Array]]:
        """Return softmax_cross_entropy of the logits, and its gradient with respect to each of `params`, under its key.

        (N, sizes[0]), (N,) -> a Python float and a dict. The derivative of ReLU at 0 is taken to be 0.
        Raises ValueError as linear_forward and softmax_cross_entropy do.
        """
        # TODO(MLP): forward, the loss, then layer by layer back, through the ReLU that stood before each
        # (the reference needs 8 lines)
        raise NotImplementedError("MLP")


# %% [markdown]
# ## Experiment A. Two moons


# %%
def two_moons(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Labels]:
    """Return n points near two interleaved half circles, and which: (n, 2), (n,). Given."""
    labels = np.arange(n) % 2
    angle = rng.uniform(0, np.pi, n)
    x = np.where(labels, 1 - np.cos(angle), np.cos(angle))
    y = np.where(labels, 0.5 - np.sin(angle), np.sin(angle))
    return np.column_stack([x, y]) + noise * rng.standard_normal((n, 2)), labels


# %%
def train(model: MLP, x: Array, labels: Labels, lr: float, n_steps: int) -> Array:
    """Take n_steps steps of gradient descent on all samples, param ← param - lr · grad; return losses (n_steps + 1,).

    `model.params` holds the new values then. losses[t] is the loss after t steps, so losses[0] is that of the start.
    """
    # TODO(experiment_two_moons): record, step, and record once more at the end
    # (the reference needs 7 lines)
    raise NotImplementedError("experiment_two_moons")


def accuracy(model: MLP, x: Array, labels: Labels) -> float:
    """Return the fraction of the samples whose largest logit is that of their label, as a Python float."""
    # TODO(experiment_two_moons): the predicted class of each row, and how often it is right
    # (the reference needs 1 line)
    raise NotImplementedError("experiment_two_moons")


def without_relu(model: MLP) -> tuple[Array, Array]:
    """Return the (W, b) for which xW + b are the logits of the network if all its ReLUs are left out."""
    # TODO(experiment_two_moons): hand the layers to compose_affine
    # (the reference needs 2 lines)
    raise NotImplementedError("experiment_two_moons")


# %% [markdown]
# ## Experiment B. How small may h be?


# %%
def difference_errors(f: Callable[[float], float], x: float, slope: float, h: float) -> tuple[float, float]:
    """Return the relative errors of the forward and of the central difference of f at x, as two Python floats.

    The forward difference is (f(x + h) - f(x)) / h; the central one is that of numerical_gradient. `slope` is the true
    derivative, not zero, and the relative error of an estimate is |estimate - slope| / |slope|.

    >>> [round(error, 6) for error in difference_errors(lambda t: t**3, 1.0, 3.0, 0.1)]
    [0.103333, 0.003333]
    """
    # TODO(experiment_step_size): two estimates of the slope, and how far off each is
    # (the reference needs 3 lines)
    raise NotImplementedError("experiment_step_size")


def order_of_error(steps: Array, errors: Array) -> float:
    """Return p of errors ≈ C · stepsᵖ, as a Python float: the slope of the least-squares line through the logarithms.

    (M,), (M,) -> scalar. All entries are positive. `np.polyfit` is allowed.

    >>> round(order_of_error(np.array([0.1, 0.01, 0.001]), np.array([5e-3, 5e-6, 5e-9])), 6)
    3.0
    """
    # TODO(experiment_step_size): a line through the logarithms, and its slope
    # (the reference needs 2 lines)
    raise NotImplementedError("experiment_step_size")


def best_steps(f: Callable[[float], float], x: float, slope: float, steps: Array) -> tuple[float, float]:
    """Return which of the steps has the smallest error: of the forward, and of the central difference (two floats).

    Of equal errors the first counts.
    """
    # TODO(experiment_step_size): the errors of all steps, and where either is smallest
    # (the reference needs 3 lines)
    raise NotImplementedError("experiment_step_size")


# %% [markdown]
# ## Questions


# %%
def answer_logit_gradient() -> tuple[float, float, float]:
    """Return the three entries of dlogits of question A of the handout, to five decimals."""
    # TODO(question_logit_gradient): three numbers
    # (the reference needs 1 line)
    raise NotImplementedError("question_logit_gradient")


def answer_shapes() -> tuple[tuple[int, int], int]:
    """Return the shape of dW, and how many numbers are summed into each entry of db: question B of the handout."""
    # TODO(question_shapes): a pair, and a number
    # (the reference needs 1 line)
    raise NotImplementedError("question_shapes")
