# %% [markdown]
# # Linear regression by least squares
#
# One vector of parameters, three ways to find it: set the gradient to zero, use the singular value
# decomposition where that is impossible, or walk downhill.
#
# N is the number of samples, D the number of features. Every array of samples has one row per sample.

# %%
"""Ordinary least squares in NumPy: the cost, its gradient, and three ways to its minimum."""

from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.floating]

# %% [markdown]
# ## Given: checking the arguments
#
# These functions are finished. Call one of the `_check` functions first in each of yours: it converts integers
# to floats, keeps float32, and raises the errors that the exercises promise.


# %%
def as_float(values: ArrayLike) -> Array:
    """Return float32 and float64 arrays as they are, other real numbers as float64; TypeError for the rest."""
    array = np.asarray(values)
    if array.dtype in (np.float32, np.float64):
        return array
    if array.dtype.kind not in "biuf":
        raise TypeError(f"expected real numbers, got an array of {array.dtype}")
    return array.astype(np.float64)


def _check_x(X: ArrayLike) -> Array:
    """Return X as floats; ValueError unless it is 2-D and not empty."""
    X = as_float(X)
    if X.ndim != 2 or X.size == 0:
        raise ValueError(f"X must have the shape (N, D) and an entry at least, got {X.shape}")
    return X


def _check_xy(X: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
    """Return X (N, D) and y (N,) as floats; ValueError if a shape is wrong, such as (N, 1) for y."""
    X, y = _check_x(X), as_float(y)
    if y.shape != X.shape[:1]:
        raise ValueError(f"y must have the shape {X.shape[:1]} to go with X {X.shape}, got {y.shape}")
    return X, y


def _check_xyb(X: ArrayLike, y: ArrayLike, beta: ArrayLike) -> tuple[Array, Array, Array]:
    """Return X (N, D), y (N,) and beta (D,) as floats; ValueError if a shape is wrong."""
    (X, y), beta = _check_xy(X, y), as_float(beta)
    if beta.shape != X.shape[1:]:
        raise ValueError(f"beta must have the shape {X.shape[1:]} to go with X {X.shape}, got {beta.shape}")
    return X, y, beta


# %% [markdown]
# ## 1. The intercept is one more feature


# %%
def add_bias_column(X: Array) -> Array:
    """Append a column of ones as the last column: (N, D) -> (N, D + 1).

    Then β = [w; b]: the intercept is the last entry. The result is a new array of the float dtype of X.
    Raises ValueError if X is not 2-D or is empty, TypeError if its entries are not real numbers.

    >>> add_bias_column(np.array([[5.0, 6.0], [7.0, 8.0]]))
    array([[5., 6., 1.],
           [7., 8., 1.]])
    """
    # TODO(add_bias_column): check X, then put a column of ones (of the dtype of X) to its right
    # (the reference needs 3 lines)
    raise NotImplementedError("add_bias_column")


# %% [markdown]
# ## 2. The cost


# %%
def sum_of_squared_errors(X: Array, y: Array, beta: Array) -> float:
    """Return ‖Xβ - y‖² as a Python float: (N, D), (N,), (D,) -> scalar.

    A sum over the samples: no mean, no factor ½, and no intercept is added.
    Raises ValueError if a shape is wrong; a column y of shape (N, 1) is wrong.
    Source: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, equation (3.3).

    >>> sum_of_squared_errors(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([1.0, 0.0]), np.array([1.0, 1.0]))
    53.0
    """
    # TODO(sum_of_squared_errors): check the shapes, then the residual, then its product with itself
    # (the reference needs 3 lines)
    raise NotImplementedError("sum_of_squared_errors")


# %% [markdown]
# ## 3. The gradient of the cost


# %%
def ols_gradient(X: Array, y: Array, beta: Array) -> Array:
    """Return ∂‖y - Xβ‖²/∂β = -2 Xᵀ(y - Xβ): (N, D), (N,), (D,) -> (D,).

    The gradient of the *sum* of squares, so nothing is divided by N. Raises ValueError if a shape is wrong.
    Source: The Elements of Statistical Learning, equation (3.4).

    >>> ols_gradient(np.array([[1.0, 2.0], [3.0, 4.0], [0.0, 1.0]]), np.array([1.0, 0.0, 2.0]), np.array([1.0, 1.0]))
    array([46., 62.])
    """
    # TODO(ols_gradient): the residual of every sample, then its product with every feature
    # (the reference needs 3 lines)
    raise NotImplementedError("ols_gradient")


# %% [markdown]
# ## 4. Where the gradient is zero: the normal equation


# %%
def ols_normal_equation(X: Array, y: Array) -> Array:
    """Return the β that solves XᵀXβ = Xᵀy: (N, D), (N,) -> (D,).

    X is used as it is given: no intercept is added. `np.linalg.lstsq` and `np.linalg.pinv` are not allowed.
    Raises np.linalg.LinAlgError if the rank of X (`np.linalg.matrix_rank`) is less than D, so that β is not
    unique, and ValueError if a shape is wrong.
    Source: The Elements of Statistical Learning, equation (3.6); Bishop, Pattern Recognition and Machine
    Learning, equation (3.15).

    >>> ols_normal_equation(np.array([[2.0, 0.0], [0.0, 4.0], [0.0, 0.0]]), np.array([2.0, 2.0, 5.0]))
    array([1. , 0.5])
    """
    # TODO(ols_normal_equation): check shapes and rank, then solve the D equations
    # (the reference needs 5 lines)
    raise NotImplementedError("ols_normal_equation")


# %% [markdown]
# ## 5. Where many β are equally good: the shortest one


# %%
def ols_min_norm(X: Array, y: Array, rcond: float | None = None) -> Array:
    """Return the least-squares solution of smallest ‖β‖₂: (N, D), (N,) -> (D,).

    With the thin SVD X = U diag(s) Vᵀ it is β = V diag(s⁺) Uᵀy, where s⁺ = 1/s if s > rcond · max(s), else 0.
    The default of rcond is eps · max(N, D), with the machine epsilon of the dtype of X. Any X will do: nothing
    is said about its rank. `np.linalg.lstsq` and `np.linalg.pinv` are not allowed, `np.linalg.svd` is.
    Raises ValueError if a shape is wrong.
    Source: Golub and Van Loan, Matrix Computations, section 5.5 (rank-deficient least squares).

    >>> ols_min_norm(np.array([[2.0, 0.0], [0.0, 0.0]]), np.array([6.0, 1.0]))
    array([3., 0.])
    """
    # TODO(ols_min_norm): the thin SVD, which singular values count, then three products
    # (the reference needs 8 lines)
    raise NotImplementedError("ols_min_norm")


# %% [markdown]
# ## 6. Walking downhill


# %%
def gradient_descent_ols(
    X: Array, y: Array, lr: float, n_steps: int, beta0: Array | None = None
) -> tuple[Array, Array]:
    """Take n_steps full-batch steps down the *mean* squared error; return β (D,) and history (n_steps + 1,).

    One step is β ← β - lr · (1/N) · ols_gradient(X, y, β). history[t] is the mean squared error after t steps,
    so history[0] belongs to the start: `beta0`, of the dtype of the data and not changed, or zeros. Both results
    have the float dtype of the data.
    Raises ValueError if lr ≤ 0, if n_steps < 0, or if a shape is wrong.

    >>> beta, history = gradient_descent_ols(np.array([[1.0], [1.0]]), np.array([1.0, 3.0]), 0.25, 2)
    >>> beta, history
    (array([1.5]), array([5.  , 2.  , 1.25]))
    """
    # TODO(gradient_descent_ols): check, start, then step and record n_steps times
    # (the reference needs 10 lines)
    raise NotImplementedError("gradient_descent_ols")


# %% [markdown]
# ## 7. A model to use


# %%
class LinearRegression:
    """Least squares with an intercept: add_bias_column, then ols_min_norm, so that dependent features do no harm.

    After `fit` the attributes are `weights` (D,) and `bias`, a Python float; a second `fit` forgets the first.

    >>> model = LinearRegression().fit(np.array([[0.0], [2.0]]), np.array([1.0, 5.0]))
    >>> model.weights.round(6), round(model.bias, 6), model.predict(np.array([[3.0]])).round(6)
    (array([2.]), 1.0, array([7.]))
    """

    def __init__(self) -> None:
        self.weights: Array | None = None
        self.bias: float = 0.0

    def fit(self, X: Array, y: Array) -> Self:
        """Learn weights and bias from (N, D), (N,) and return the model itself; ValueError if a shape is wrong."""
        # TODO(LinearRegression): solve for [w; b], take it apart, return the model
        # (the reference needs 4 lines)
        raise NotImplementedError("LinearRegression")

    def predict(self, X: Array) -> Array:
        """Return Xw + b: (M, D) -> (M,).

        Raises RuntimeError before `fit`, and ValueError if X is not 2-D or has another number of features than
        in `fit`.
        """
        # TODO(LinearRegression): refuse what cannot be, then one product and one sum
        # (the reference needs 6 lines)
        raise NotImplementedError("LinearRegression")


# %% [markdown]
# ## Experiment A. How large may the learning rate be?


# %%
def largest_stable_learning_rate(X: Array) -> tuple[float, float]:
    """Return (λ_max, critical lr): (N, D) -> two Python floats.

    λ_max is the largest eigenvalue of (2/N) XᵀX, and for every 0 < lr < 2/λ_max gradient descent on the mean
    squared error converges. X has an entry that is not 0.
    Raises ValueError if X is not 2-D or is empty.

    >>> largest_stable_learning_rate(np.array([[2.0], [2.0]]))
    (8.0, 0.25)
    """
    # TODO(experiment_learning_rate): the matrix, its largest eigenvalue, and the bound
    # (the reference needs 4 lines)
    raise NotImplementedError("experiment_learning_rate")


def loss_change(X: Array, y: Array, lr: float, n_steps: int) -> float:
    """Return the last loss minus the first loss of gradient_descent_ols from zeros, as a Python float.

    Negative: the walk went down. Positive: it went up. Raises ValueError as gradient_descent_ols does.

    >>> loss_change(np.array([[1.0], [1.0]]), np.array([1.0, 3.0]), 0.25, 2)
    -3.75
    """
    # TODO(experiment_learning_rate): run the descent, compare both ends of its history
    # (the reference needs 2 lines)
    raise NotImplementedError("experiment_learning_rate")


# %% [markdown]
# ## Experiment B. inv, solve, SVD


# %%
def vandermonde(degree: int, n_points: int = 50) -> Array:
    """Return the powers 0 … degree of n_points equally spaced points of [0, 1]: (n_points, degree + 1). Given."""
    return np.vander(np.linspace(0.0, 1.0, n_points), degree + 1, increasing=True)


# %%
def conditioning(X: Array) -> tuple[float, float, float]:
    """Return (log10 cond(X), log10 cond(XᵀX), second divided by first): (N, D) -> three Python floats.

    The condition number is the one in the 2-norm. The columns of X are independent and not orthonormal.
    Raises ValueError if X is not 2-D or is empty.

    >>> [round(value, 6) for value in conditioning(np.array([[10.0, 0.0], [0.0, 1.0]]))]
    [1.0, 2.0, 2.0]
    """
    # TODO(experiment_conditioning): two condition numbers, their logarithms, the quotient
    # (the reference needs 4 lines)
    raise NotImplementedError("experiment_conditioning")


def solver_errors(X: Array, beta: Array) -> tuple[float, float, float]:
    """Return the relative errors ‖β̂ - β‖/‖β‖ of three solvers on y = Xβ: (N, D), (D,) -> three Python floats.

    In this order: β̂ = (XᵀX)⁻¹Xᵀy with np.linalg.inv; ols_normal_equation; ols_min_norm. β is not zero.
    """
    # TODO(experiment_conditioning): make y, solve three times, measure three distances
    # (the reference needs 5 lines)
    raise NotImplementedError("experiment_conditioning")


# %% [markdown]
# ## Questions


# %%
def answer_slope_and_intercept() -> tuple[float, float]:
    """Return (slope, intercept) of the least-squares line of question A of the handout, to four decimals."""
    # TODO(question_slope_and_intercept): two numbers
    # (the reference needs 1 line)
    raise NotImplementedError("question_slope_and_intercept")


def answer_singular_gram() -> int:
    """Return the number, 1 to 4, of the right statement of question B of the handout."""
    # TODO(question_singular_gram): one number
    # (the reference needs 1 line)
    raise NotImplementedError("question_singular_gram")
