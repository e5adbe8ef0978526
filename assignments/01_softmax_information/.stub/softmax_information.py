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
def softmax(x: Array, axis: int = -1) -> Array:
    """Return exp(x_i) / Σ_j exp(x_j) along `axis`: (..., K) -> (..., K), finite however large the scores are.

    Every slice along `axis` is a distribution of its own. The result is a new array with the shape and the float
    dtype of x. Entries of x may be -inf (their probability is 0) if every slice has a finite entry; NaN and +inf
    are never given.
    Raises ValueError if x is a single number or has no entries, TypeError if its entries are not real numbers.
    Source: Goodfellow, Bengio, Courville, Deep Learning, equation (4.1); Blanchard, Higham, Higham, Accurately
    computing the log-sum-exp and softmax functions, IMA Journal of Numerical Analysis 41 (2021).

    >>> softmax(np.array([[0.0, 0.0], [-np.inf, 5.0]]))
    array([[0.5, 0.5],
           [0. , 1. ]])
    """
    # TODO(softmax): check x, shift each slice so that nothing overflows, exponentiate, divide by the sum
    # (the reference needs 4 lines)
    raise NotImplementedError("softmax")


# %% [markdown]
# ## 2. The logarithm of the denominator


# %%
def log_sum_exp(x: Array, axis: int = -1, *, keepdims: bool = False) -> Array:
    """Return log Σ_j exp(x_j) along `axis`: (..., K) -> (...), or (..., 1) with `keepdims`, as in np.sum.

    The result has the float dtype of x; one-dimensional x gives a single number. Entries of x may be -inf. A
    slice that is -inf throughout gives -inf, the logarithm of an empty sum, without a warning.
    `np.logaddexp` is not allowed.
    Raises ValueError if x is a single number or has no entries, TypeError if its entries are not real numbers.
    Source: Blanchard, Higham, Higham (2021), equation (1.1).

    >>> log_sum_exp(np.array([[0.0, 0.0], [-np.inf, -np.inf]])).round(6)
    array([0.693147,     -inf])
    """
    # TODO(log_sum_exp): check x, shift, sum, take the logarithm, shift back
    # (the reference needs 5 lines)
    raise NotImplementedError("log_sum_exp")


# %% [markdown]
# ## 3. The logarithm of a probability


# %%
def log_softmax(x: Array, axis: int = -1) -> Array:
    """Return the logarithm of softmax(x) along `axis`: (..., K) -> (..., K), finite for every finite x.

    Also where the probability itself is too small for a float: log_softmax([0, 1000]) is [-1000, 0]. The result
    is a new array with the shape and the float dtype of x.
    Raises ValueError if x is a single number or has no entries, TypeError if its entries are not real numbers.
    Source: Deep Learning, equation (6.30).

    >>> log_softmax(np.array([0.0, 1000.0]))
    array([-1000.,     0.])
    """
    # TODO(log_softmax): write the logarithm of the quotient as a difference
    # (the reference needs 1 line)
    raise NotImplementedError("log_softmax")


# %% [markdown]
# ## 4. Classes as distributions


# %%
def one_hot(labels: NDArray[np.integer] | int, num_classes: int) -> NDArray[np.float64]:
    """Return a new axis with a 1 where the class is and 0 elsewhere: integers (...) -> float64 (..., num_classes).

    Classes are counted from 0. Labels may have any shape: a single integer, of Python or NumPy, gives
    (num_classes,), and no labels, (0,), give (0, num_classes). A class that never occurs has its column too.
    Raises ValueError if the labels are not of an integer dtype (booleans are not), or if one is negative or
    num_classes or more.

    >>> one_hot(np.array([1, 0, 1]), 3)
    array([[0., 1., 0.],
           [1., 0., 0.],
           [0., 1., 0.]])
    """
    # TODO(one_hot): refuse what is no class, then compare each label with every class
    # (the reference needs 7 lines)
    raise NotImplementedError("one_hot")


# %% [markdown]
# ## 5. How uncertain is a distribution?


# %%
def entropy(p: Array, axis: int = -1) -> Array:
    """Return H(P) = -Σ p log p along `axis`, in nats (natural logarithm): (..., K) -> (...).

    0 · log 0 counts as 0, without a warning: what never happens adds nothing. The result has the float dtype of
    p; one-dimensional p gives a single number.
    Raises ValueError if p has no entries, or if a slice along `axis` has a negative entry or does not sum to 1
    within 1e-6; TypeError if the entries are not real numbers.
    Source: Shannon, A Mathematical Theory of Communication (1948), section 6; Deep Learning, equation (3.49).

    >>> entropy(np.array([[0.5, 0.5, 0.0], [0.0, 0.0, 1.0]])).round(6)
    array([0.693147, 0.      ])
    """
    # TODO(entropy): check p, weigh the information of each outcome by its probability, add up
    # (the reference needs 6 lines)
    raise NotImplementedError("entropy")


# %% [markdown]
# ## 6. How surprised is a model?


# %%
def cross_entropy(p: Array, q: Array, axis: int = -1) -> Array:
    """Return H(P, Q) = -Σ p log q along `axis`, in nats: (..., K), (..., K) -> (...).

    P is what is true, Q what the model predicts. Where p = 0 the term is 0, whatever q is; p > 0 with q = 0 gives
    +inf. Neither warns. The result has the float dtype of p and q; one-dimensional p gives a single number.
    Raises ValueError if the shapes differ (nothing is broadcast) or if p or q is no distribution along `axis`, as
    in `entropy`; TypeError if the entries are not real numbers.
    Source: Deep Learning, equation (3.51).

    >>> cross_entropy(np.array([[0.5, 0.5], [0.0, 1.0]]), np.array([[0.5, 0.5], [1.0, 0.0]])).round(6)
    array([0.693147,      inf])
    """
    # TODO(cross_entropy): check p and q, weigh the model's surprise by the true probability, add up
    # (the reference needs 7 lines)
    raise NotImplementedError("cross_entropy")


# %% [markdown]
# ## 7. How much of it is the model's fault?


# %%
def kl_divergence(p: Array, q: Array, axis: int = -1) -> Array:
    """Return D(P‖Q) = Σ p log(p/q) = H(P, Q) - H(P) along `axis`, in nats: (..., K), (..., K) -> (...).

    P is what is true, Q what the model predicts. Where p = 0 the term is 0, whatever q is; p > 0 with q = 0 gives
    +inf, and nothing else does, however small q is. None of it warns. The result has the float dtype of p and q;
    one-dimensional p gives a single number.
    Raises ValueError and TypeError as `cross_entropy` does.
    Source: Kullback, Leibler, On Information and Sufficiency (1951); Deep Learning, equation (3.50).

    >>> kl_divergence(np.array([[0.5, 0.5], [1.0, 0.0]]), np.array([[0.5, 0.5], [0.5, 0.5]])).round(6)
    array([0.      , 0.693147])
    """
    # TODO(kl_divergence): check p and q, weigh the difference of two surprises by the true probability
    # (the reference needs 7 lines)
    raise NotImplementedError("kl_divergence")


# %% [markdown]
# ## 8. The same for densities


# %%
def kl_divergence_continuous(p: Array, q: Array, x: Array) -> float:
    """Return ∫ p(x) log(p(x)/q(x)) dx by the trapezoid rule, as a Python float: (G,), (G,), (G,) -> scalar.

    p and q are the values of two densities on the grid x, whose steps may differ. They are taken as they are:
    nothing is normalised. Where p = 0 the integrand is 0, whatever q is; p > 0 with q = 0 gives +inf; no warning.
    `np.trapezoid` is not allowed.
    Raises ValueError unless p, q and x have the same shape (G,) with G ≥ 2, p and q are not negative, and x
    increases strictly; TypeError if the entries are not real numbers.
    Source: Cover, Thomas, Elements of Information Theory, section 8.5.

    >>> round(kl_divergence_continuous(np.array([2.0, 2.0]), np.array([1.0, 1.0]), np.array([0.0, 0.5])), 6)
    0.693147
    """
    # TODO(kl_divergence_continuous): check, the integrand on the grid, then the sum of the trapezoids
    # (the reference needs 6 lines)
    raise NotImplementedError("kl_divergence_continuous")


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
def largest_finite_exponent(dtype: str) -> int:
    """Return the largest integer n for which exp(n) is finite in that dtype.

    `dtype` is "float16", "float32" or "float64".
    """
    # TODO(experiment_overflow): where does exp meet the largest number of the dtype?
    # (the reference needs 1 line)
    raise NotImplementedError("experiment_overflow")


def first_broken_scale(x: Array, scales: Iterable[float]) -> float | None:
    """Return the first scale s, in the order given, for which naive_softmax(s · x) has a NaN: (K,) -> s or None.

    s · x is computed in the float dtype of x, also where `scales` is an array of float64; integers are converted
    to float64. The result is a Python float, or None if no scale breaks it.

    >>> first_broken_scale(np.array([1.0, 2.0]), [1.0, 10.0, 1e6])
    1000000.0
    """
    # TODO(experiment_overflow): try one scale after the other
    # (the reference needs 2 lines)
    raise NotImplementedError("experiment_overflow")


# %% [markdown]
# ## Experiment B. A divergence is not a distance


# %%
def bernoulli_divergences(p: Array, q: float) -> tuple[Array, Array]:
    """Return (D(P‖Q), D(Q‖P)) of the coins P and Q that show heads with probability p and q: (N,) -> (N,), (N,).

    Both in nats, one entry per p, in the float dtype of p. Raises ValueError if an entry of p, or q, is no
    probability.

    >>> [d.round(6) for d in bernoulli_divergences(np.array([0.0, 0.5]), 0.5)]
    [array([0.693147, 0.      ]), array([inf,  0.])]
    """
    # TODO(experiment_asymmetry): two distributions per p, compared in both directions
    # (the reference needs 3 lines)
    raise NotImplementedError("experiment_asymmetry")


# %% [markdown]
# ## Questions


# %%
def answer_not_a_number() -> int:
    """Return the answer to question A of the handout: how many entries are NaN?"""
    # TODO(question_not_a_number): one number
    # (the reference needs 1 line)
    raise NotImplementedError("question_not_a_number")


def answer_log_constant() -> int:
    """Return the answer to question B of the handout, a whole number."""
    # TODO(question_log_constant): one number
    # (the reference needs 1 line)
    raise NotImplementedError("question_log_constant")
