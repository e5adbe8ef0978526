"""Ordinary least squares in NumPy: the cost, its gradient, and three ways to its minimum."""

from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.floating]


def as_float(values: ArrayLike) -> Array:
    array = np.asarray(values)
    if array.dtype in (np.float32, np.float64):
        return array
    if array.dtype.kind not in "biuf":
        raise TypeError(f"expected real numbers, got an array of {array.dtype}")
    return array.astype(np.float64)


def _check_x(X: ArrayLike) -> Array:
    X = as_float(X)
    if X.ndim != 2 or X.size == 0:
        raise ValueError(f"X must have the shape (N, D) and an entry at least, got {X.shape}")
    return X


def _check_xy(X: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
    X, y = _check_x(X), as_float(y)
    if y.shape != X.shape[:1]:
        raise ValueError(f"y must have the shape {X.shape[:1]} to go with X {X.shape}, got {y.shape}")
    return X, y


def _check_xyb(X: ArrayLike, y: ArrayLike, beta: ArrayLike) -> tuple[Array, Array, Array]:
    (X, y), beta = _check_xy(X, y), as_float(beta)
    if beta.shape != X.shape[1:]:
        raise ValueError(f"beta must have the shape {X.shape[1:]} to go with X {X.shape}, got {beta.shape}")
    return X, y, beta


def add_bias_column(X: Array) -> Array:
    X = _check_x(X)
    return np.c_[X, np.ones(len(X), dtype=X.dtype)]


def sum_of_squared_errors(X: Array, y: Array, beta: Array) -> float:
    X, y, beta = _check_xyb(X, y, beta)
    r = np.einsum("nd,d->n", X, beta) - y
    return float(np.einsum("n,n->", r, r))


def ols_gradient(X: Array, y: Array, beta: Array) -> Array:
    X, y, beta = _check_xyb(X, y, beta)
    r = np.einsum("nd,d->n", X, beta) - y
    return 2 * np.einsum("nd,n->d", X, r)


def ols_normal_equation(X: Array, y: Array) -> Array:
    X, y = _check_xy(X, y)
    if np.linalg.matrix_rank(X) < X.shape[1]:
        raise np.linalg.LinAlgError("X does not have full column rank")
    gram = np.einsum("ni,nj->ij", X, X)
    moment = np.einsum("ni,n->i", X, y)
    return np.linalg.solve(gram, moment)


def ols_min_norm(X: Array, y: Array, rcond: float | None = None) -> Array:
    X, y = _check_xy(X, y)
    if rcond is None:
        rcond = np.finfo(X.dtype).eps * max(X.shape)
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    inv_s = np.array([1 / v if v > rcond * s[0] else 0 for v in s], dtype=s.dtype)
    return np.einsum("kd,k,nk,n->d", Vt, inv_s, U, y)


def gradient_descent_ols(
    X: Array, y: Array, lr: float, n_steps: int, beta0: Array | None = None
) -> tuple[Array, Array]:
    X, y = _check_xy(X, y)
    if lr <= 0:
        raise ValueError("lr must be positive")
    if n_steps < 0:
        raise ValueError("n_steps must not be negative")
    N, D = X.shape
    beta = np.zeros(D, X.dtype) if beta0 is None else as_float(beta0).copy()
    history = np.empty(n_steps + 1, dtype=X.dtype)
    for t in range(n_steps + 1):
        history[t] = sum_of_squared_errors(X, y, beta) / N
        if t < n_steps:
            beta -= lr / N * ols_gradient(X, y, beta)
    return beta, history


class LinearRegression:

    def __init__(self) -> None:
        self.weights: Array | None = None
        self.bias: float = 0.0

    def fit(self, X: Array, y: Array) -> Self:
        X, y = _check_xy(X, y)
        beta = ols_min_norm(add_bias_column(X), y)
        self.weights = beta[:-1]
        self.bias = float(beta[-1])
        return self

    def predict(self, X: Array) -> Array:
        if self.weights is None:
            raise RuntimeError("not fitted")
        X = _check_x(X)
        if X.shape[1] != self.weights.size:
            raise ValueError("not the features of fit")
        return np.einsum("nd,d->n", X, self.weights) + self.bias


def largest_stable_learning_rate(X: Array) -> tuple[float, float]:
    X = _check_x(X)
    s = np.linalg.svd(X, compute_uv=False)
    lam_max = 2 / len(X) * float(s[0]) ** 2
    return (lam_max, 2.0 / lam_max)


def loss_change(X: Array, y: Array, lr: float, n_steps: int) -> float:
    _, history = gradient_descent_ols(X, y, lr, n_steps)
    return float(history[-1] - history[0])


def vandermonde(degree: int, n_points: int = 50) -> Array:
    return np.vander(np.linspace(0.0, 1.0, n_points), degree + 1, increasing=True)


def conditioning(X: Array) -> tuple[float, float, float]:
    X = _check_x(X)
    import math
    c1 = math.log10(np.linalg.cond(X))
    c2 = math.log10(np.linalg.cond(np.dot(X.T, X)))
    return (c1, c2, c2 / c1)


def solver_errors(X: Array, beta: Array) -> tuple[float, float, float]:
    y = X @ beta
    size = np.linalg.norm(beta)
    b1 = np.linalg.inv(X.T @ X) @ X.T @ y
    b2 = ols_normal_equation(X, y)
    b3 = ols_min_norm(X, y)
    return tuple(float(np.linalg.norm(b - beta) / size) for b in (b1, b2, b3))


def answer_slope_and_intercept() -> tuple[float, float]:
    return 1.5, 5 / 6


def answer_singular_gram() -> int:
    return 2
