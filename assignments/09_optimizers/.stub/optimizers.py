# %% [markdown]
# # Gradient descent and its descendants
#
# Seven ways to turn a gradient into a step. Each of them answers a complaint about the one before.
#
# W is a parameter, an array of any shape; g is the gradient of the loss at W, of the same shape. All products,
# squares, roots and quotients are taken entry by entry.

# %%
"""Seven optimizers in NumPy, the moving average that three of them are made of, and the loop that drives them."""

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from given import as_float

Array = NDArray[np.floating]
Params = dict[str, Array]
LossAndGrads = Callable[[Params], tuple[float, Params]]

# %% [markdown]
# ## Given: what an optimizer is, and checking the arguments
#
# These functions are finished. Call the `_require` functions in your constructors, and `_check` first in each `step`.
# `as_float`, which is imported, comes from the assignment on softmax: it converts integers to floats and keeps float32.


# %%
class Optimizer(Protocol):
    """Whatever has a `step` that updates the arrays of `params` in place, given a gradient for each of them."""

    def step(self, params: Params, grads: Params) -> None:
        """Take one step."""


def _require_positive(**settings: float) -> None:
    """Raise ValueError unless every setting is > 0: `_require_positive(lr=lr)`."""
    for name, value in settings.items():
        if not value > 0:  # written so that NaN is refused, too
            raise ValueError(f"{name} must be positive, got {value}")


def _require_not_negative(**settings: float) -> None:
    """Raise ValueError unless every setting is ≥ 0."""
    for name, value in settings.items():
        if not value >= 0:
            raise ValueError(f"{name} must not be negative, got {value}")


def _require_decay(**settings: float) -> None:
    """Raise ValueError unless every setting is a decay rate, 0 ≤ value < 1."""
    for name, value in settings.items():
        if not 0 <= value < 1:
            raise ValueError(f"{name} must be at least 0 and less than 1, got {value}")


def _check(params: Params, grads: Params) -> None:
    """Raise ValueError unless both have the same keys and the same shapes: nothing is ever broadcast."""
    if params.keys() != grads.keys():
        raise ValueError(f"parameters {sorted(params)}, but gradients of {sorted(grads)}")
    for key, param in params.items():
        if param.shape != grads[key].shape:
            raise ValueError(f"{key!r} has the shape {param.shape}, but its gradient {grads[key].shape}")


# %% [markdown]
# ## 1. One step downhill


# %%
class SGD:
    """Stochastic gradient descent: W ← W - η g, with the learning rate η = `lr`.

    `step` changes the arrays in `params` in place: whoever else holds one of them, such as a layer, sees the update.
    It leaves `grads` alone and reads `self.lr` anew each time, so that a schedule may assign to it between two steps.
    The constructor raises ValueError if lr ≤ 0; `step` if keys or shapes differ, (3,) and (3, 1) included.
    Source: Robbins and Monro, A Stochastic Approximation Method, Annals of Mathematical Statistics 22 (1951).

    >>> w = np.array([1.0, -2.0])
    >>> SGD(lr=0.5).step({"w": w}, {"w": np.array([1.0, 3.0])})
    >>> w
    array([ 0.5, -3.5])
    """

    def __init__(self, lr: float) -> None:
        # TODO(SGD): check the learning rate, then keep it
        # (the reference needs 2 lines)
        raise NotImplementedError("SGD")

    def step(self, params: Params, grads: Params) -> None:
        """Update every array of `params` in place."""
        # TODO(SGD): check the two dicts, then one update for each parameter
        # (the reference needs 3 lines)
        raise NotImplementedError("SGD")


# %% [markdown]
# ## 2. A heavy ball


# %%
class Momentum:
    """Gradient descent with a velocity: v ← β v + g, then W ← W - η v.

    g enters v in full, without a factor 1 - β, and η stays outside of v. `velocity` is a dict with the v of every
    parameter since its first step, in the dtype of the parameter; before that it is empty, and v counts as zero.
    In place and errors as for SGD; also ValueError unless 0 ≤ β < 1.
    Source: Polyak, Some methods of speeding up the convergence of iteration methods (1964).

    >>> w, ball = np.array([1.0]), Momentum(lr=0.5, beta=0.5)
    >>> ball.step({"w": w}, {"w": np.array([2.0])})
    >>> ball.step({"w": w}, {"w": np.array([1.0])})
    >>> w, ball.velocity
    (array([-1.]), {'w': array([2.])})
    """

    def __init__(self, lr: float, beta: float = 0.9) -> None:
        # TODO(Momentum): check the settings, then keep them; the velocity is still empty
        # (the reference needs 4 lines)
        raise NotImplementedError("Momentum")

    def step(self, params: Params, grads: Params) -> None:
        """Update every array of `params` in place, and its velocity."""
        # TODO(Momentum): check, then for each parameter first its velocity, then the parameter
        # (the reference needs 5 lines)
        raise NotImplementedError("Momentum")


# %% [markdown]
# ## 3. A ball that looks where it is going


# %%
class NAG:
    """Nesterov's accelerated gradient: the gradient is taken where the old velocity alone would lead.

    Three moves: `lookahead` tells the point W - η β v; the caller computes the gradient g *there*; `step` does
    v ← β v + g, then W ← W - η v, starting from W itself. `velocity` is as for Momentum.
    In place and errors as for Momentum.
    Source: Nesterov, A method of solving a convex programming problem with convergence rate O(1/k²) (1983); in this
    form Sutskever et al., On the importance of initialization and momentum in deep learning (2013), equations (3) and
    (4), where v has the factor -η inside.

    >>> w, nag = np.array([1.0]), NAG(lr=0.5, beta=0.5)
    >>> nag.step({"w": w}, {"w": np.array([2.0])})
    >>> w, nag.lookahead({"w": w})
    (array([0.]), {'w': array([-0.5])})
    """

    def __init__(self, lr: float, beta: float = 0.9) -> None:
        # TODO(NAG): check the settings, then keep them; the velocity is still empty
        # (the reference needs 4 lines)
        raise NotImplementedError("NAG")

    def lookahead(self, params: Params) -> Params:
        """Return W - η β v for every parameter, as new arrays; `params` stay as they are."""
        # TODO(NAG): one new array for each parameter
        # (the reference needs 1 line)
        raise NotImplementedError("NAG")

    def step(self, params: Params, grads: Params) -> None:
        """Update every array of `params` in place; `grads` were computed at `lookahead(params)`."""
        # TODO(NAG): the step itself starts from the parameters, not from where you looked
        # (the reference needs 5 lines)
        raise NotImplementedError("NAG")


# %% [markdown]
# ## 4. A learning rate for every weight


# %%
class Adagrad:
    """Steps that shrink where gradients were large: G ← G + g², then W ← W - η g / (√G + ε).

    ε stands *outside* of the root. `G` is a dict, filled as `velocity` is in Momentum.
    In place and errors as for SGD; also ValueError if ε < 0. A weight whose gradient has always been 0 stays where it
    is (for ε > 0).
    Source: Duchi, Hazan, Singer, Adaptive Subgradient Methods, JMLR 12 (2011), figure 1 with diagonal matrices.

    >>> w, adagrad = np.array([1.0, 1.0]), Adagrad(lr=0.5)
    >>> adagrad.step({"w": w}, {"w": np.array([3.0, -0.01])})
    >>> w.round(6), adagrad.G["w"].round(6)
    (array([0.5, 1.5]), array([9.e+00, 1.e-04]))
    """

    def __init__(self, lr: float, eps: float = 1e-10) -> None:
        # TODO(Adagrad): check the settings, then keep them; G is still empty
        # (the reference needs 4 lines)
        raise NotImplementedError("Adagrad")

    def step(self, params: Params, grads: Params) -> None:
        """Update every array of `params` in place, and its G."""
        # TODO(Adagrad): check, then for each parameter first G, then the parameter
        # (the reference needs 4 lines)
        raise NotImplementedError("Adagrad")


# %% [markdown]
# ## 5. No learning rate at all


# %%
class Adadelta:
    """Steps in the units of W: G ← ρ G + (1-ρ) g², Δ = √(H + ε)/√(G + ε) · g, H ← ρ H + (1-ρ) Δ², W ← W - Δ.

    In this order: Δ uses the new G and the *old* H. ε stands *inside* of both roots. There is no learning rate.
    `G` and `H` are dicts, filled as `velocity` is in Momentum.
    In place as for SGD. ValueError unless 0 ≤ ρ < 1; if ε ≤ 0 (nothing would ever move, since H starts at zero); if
    keys or shapes differ.
    Source: Zeiler, ADADELTA: An Adaptive Learning Rate Method, arXiv:1212.5701 (2012), algorithm 1.

    >>> w, adadelta = np.array([1.0]), Adadelta(rho=0.5, eps=1.0)
    >>> adadelta.step({"w": w}, {"w": np.array([4.0])})
    >>> w.round(6), adadelta.G["w"], adadelta.H["w"].round(6)
    (array([-0.333333]), array([8.]), array([0.888889]))
    """

    def __init__(self, rho: float = 0.9, eps: float = 1e-6) -> None:
        # TODO(Adadelta): check the settings, then keep them; G and H are still empty
        # (the reference needs 5 lines)
        raise NotImplementedError("Adadelta")

    def step(self, params: Params, grads: Params) -> None:
        """Update every array of `params` in place, its G and its H."""
        # TODO(Adadelta): check, then for each parameter four lines in the order of the docstring
        # (the reference needs 7 lines)
        raise NotImplementedError("Adadelta")


# %% [markdown]
# ## 6. Forgetting


# %%
class RMSprop:
    """Adagrad with a memory that fades: G ← ρ G + (1-ρ) g², then W ← W - η g / (√G + ε).

    ε stands *outside* of the root; there is no momentum, no mean is subtracted, and G is not corrected for its start
    at zero. `G` is a dict, filled as `velocity` is in Momentum.
    In place and errors as for Adagrad; also ValueError unless 0 ≤ ρ < 1.
    Source: Tieleman and Hinton, Neural Networks for Machine Learning, lecture 6.5 (2012).

    >>> w, rmsprop = np.array([1.0]), RMSprop(lr=0.5, rho=0.75)
    >>> rmsprop.step({"w": w}, {"w": np.array([4.0])})
    >>> w.round(6), rmsprop.G
    (array([0.]), {'w': array([4.])})
    """

    def __init__(self, lr: float, rho: float = 0.9, eps: float = 1e-8) -> None:
        # TODO(RMSprop): check the settings, then keep them; G is still empty
        # (the reference needs 5 lines)
        raise NotImplementedError("RMSprop")

    def step(self, params: Params, grads: Params) -> None:
        """Update every array of `params` in place, and its G."""
        # TODO(RMSprop): check, then for each parameter first G, then the parameter
        # (the reference needs 4 lines)
        raise NotImplementedError("RMSprop")


# %% [markdown]
# ## 7. Averages that start at zero


# %%
def exponential_moving_average(x: Array, beta: float, *, bias_correction: bool = True) -> Array:
    """Return the running averages of x along its first axis: (T, ...) -> (T, ...).

    m_t = β m_{t-1} + (1-β) x_t with m_0 = 0, and with `bias_correction` m_t / (1 - β^t), where t counts from 1. The
    correction is for the result only: m itself goes on uncorrected. The result is a new array of the float dtype of
    x; of nothing (T = 0) it is nothing.
    Raises ValueError if x is 0-D or unless 0 ≤ β < 1, TypeError if its entries are not real numbers.
    Source: Kingma and Ba, Adam, section 3 (initialization bias correction).

    >>> exponential_moving_average(np.array([4.0, 0.0, 8.0]), 0.5, bias_correction=False)
    array([2. , 1. , 4.5])
    >>> exponential_moving_average(np.array([4.0, 4.0, 4.0]), 0.5)
    array([4., 4., 4.])
    """
    # TODO(exponential_moving_average): check, start at zero, then one average for each x_t
    # (the reference needs 10 lines)
    raise NotImplementedError("exponential_moving_average")


# %% [markdown]
# ## 8. Everything together


# %%
class Adam:
    """Averages of g and of g², both corrected for their start at zero (algorithm 1 of the paper).

    One step: t ← t + 1; m ← β₁ m + (1-β₁) g; v ← β₂ v + (1-β₂) g²; m̂ = m / (1 - β₁^t); v̂ = v / (1 - β₂^t);
    W ← W - η m̂ / (√v̂ + ε), with ε *outside* of the root.
    `t` is an int, 0 at first, and counts the calls of `step`, however many parameters there are. `m` and `v` are
    dicts, filled as `velocity` is in Momentum.
    In place as for SGD. ValueError if lr ≤ 0; unless 0 ≤ β₁, β₂ < 1; if ε < 0; if keys or shapes differ.
    Source: Kingma and Ba, Adam: A Method for Stochastic Optimization, ICLR 2015, algorithm 1.

    >>> w, adam = np.array([1.0, 1.0]), Adam(lr=0.1)
    >>> adam.step({"w": w}, {"w": np.array([5.0, -0.001])})
    >>> w.round(6), adam.t, adam.m["w"].round(6), adam.v["w"].round(9)
    (array([0.9     , 1.099999]), 1, array([ 5.e-01, -1.e-04]), array([2.5e-02, 1.0e-09]))
    """

    def __init__(self, lr: float = 1e-3, beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8) -> None:
        # TODO(Adam): check the settings, then keep them; no step yet, and m and v are still empty
        # (the reference needs 7 lines)
        raise NotImplementedError("Adam")

    def step(self, params: Params, grads: Params) -> None:
        """Update every array of `params` in place, its m and its v, and t."""
        # TODO(Adam): check and count, then for each parameter both averages, both corrections, the update
        # (the reference needs 9 lines)
        raise NotImplementedError("Adam")


# %% [markdown]
# ## 9. The loop


# %%
def minimize(loss_and_grads: LossAndGrads, params: Params, optimizer: Optimizer, n_steps: int) -> Array:
    """Take n_steps steps and return history (n_steps + 1,), the loss after 0, 1, …, n_steps of them.

    `loss_and_grads(params)` returns the loss, a float, and a dict of gradients. The arrays in `params` are updated in
    place. Any optimizer will do. If it has a method `lookahead`, the gradients for `step` are those at
    `optimizer.lookahead(params)`; the losses in history are always those at `params`.
    Raises ValueError if n_steps < 0.

    >>> params = {"w": np.array([2.0])}
    >>> minimize(lambda p: (float(p["w"] @ p["w"]), {"w": 2 * p["w"]}), params, SGD(lr=0.25), 2)
    array([4.  , 1.  , 0.25])
    >>> params
    {'w': array([0.5])}
    """
    # TODO(minimize): check, then step and record n_steps times
    # (the reference needs 11 lines)
    raise NotImplementedError("minimize")


# %% [markdown]
# ## Given: three valleys to walk in
#
# Each returns the loss and the gradient at the point `params["w"]` = [x, y], as `minimize` wants them.


# %%
def ravine(params: Params) -> tuple[float, Params]:
    """Return 0.05 x² + 5 y² and its gradient: a hundred times steeper in y than in x; the minimum is at (0, 0)."""
    x, y = params["w"]
    return float(0.05 * x**2 + 5 * y**2), {"w": np.array([0.1 * x, 10 * y])}


def beale(params: Params) -> tuple[float, Params]:
    """Return Beale's function and its gradient: a flat plain with steep edges; the minimum is at (3, 0.5)."""
    x, y = params["w"]
    residuals = np.array([1.5 - x + x * y, 2.25 - x + x * y**2, 2.625 - x + x * y**3])
    by_x, by_y = np.array([y - 1, y**2 - 1, y**3 - 1]), np.array([x, 2 * x * y, 3 * x * y**2])
    return float(residuals @ residuals), {"w": np.array([2 * residuals @ by_x, 2 * residuals @ by_y])}


def rosenbrock(params: Params) -> tuple[float, Params]:
    """Return (1-x)² + 100 (y-x²)² and its gradient: a bent, flat-bottomed valley; the minimum is at (1, 1)."""
    x, y = params["w"]
    across = y - x**2
    return float((1 - x) ** 2 + 100 * across**2), {"w": np.array([-2 * (1 - x) - 400 * x * across, 200 * across])}


def seven_optimizers() -> dict[str, Optimizer]:
    """Return one new optimizer of each kind, with the settings of experiment A. Given."""
    return {
        "SGD": SGD(lr=0.15),
        "Momentum": Momentum(lr=0.02, beta=0.9),
        "NAG": NAG(lr=0.02, beta=0.9),
        "Adagrad": Adagrad(lr=1.0),
        "Adadelta": Adadelta(rho=0.9, eps=1e-2),
        "RMSprop": RMSprop(lr=0.2, rho=0.9),
        "Adam": Adam(lr=0.5),
    }


# %% [markdown]
# ## Experiment A. Seven trails


# %%
def final_losses(n_steps: int) -> dict[str, float]:
    """Return the loss that each of the `seven_optimizers` has on `ravine` after n_steps steps from (-8, 1.5).

    The keys are those of `seven_optimizers`, the values Python floats. Raises ValueError if n_steps < 0.

    >>> final_losses(0)["Adam"]
    14.45
    """
    # TODO(experiment_seven_trails): one walk for each optimizer, each from its own start
    # (the reference needs 4 lines)
    raise NotImplementedError("experiment_seven_trails")


# %% [markdown]
# ## Experiment B. Does a heavy ball settle?


# %%
def count_sign_changes(beta: float, lr: float, curvature: float, n_steps: int) -> int:
    """Return how often x changes its sign in n_steps steps of Momentum on ½ · curvature · x² from x = 1, at rest.

    A change is a step with x_before · x_after < 0: to land exactly on 0 is none. Raises ValueError as Momentum does.

    >>> count_sign_changes(beta=0.0, lr=1.5, curvature=1.0, n_steps=3)
    3
    """
    # TODO(experiment_swinging): walk step by step and compare the signs before and after
    # (the reference needs 6 lines)
    raise NotImplementedError("experiment_swinging")


def is_underdamped(beta: float, lr: float, curvature: float) -> bool:
    """Tell whether the roots r of r² - (1 + β - ηλ) r + β = 0 are complex; η = lr, λ = curvature.

    >>> is_underdamped(beta=0.9, lr=0.1, curvature=1.0)
    True
    """
    # TODO(experiment_swinging): the sign of the discriminant
    # (the reference needs 1 line)
    raise NotImplementedError("experiment_swinging")


# %% [markdown]
# ## Experiment C. Who slows down?


# %%
def step_lengths(optimizer: Optimizer, n_steps: int) -> Array:
    """Return how far a single number moves in each of n_steps steps if its gradient is always 1: (n_steps,).

    Lengths are not negative, whichever way a step goes.

    >>> step_lengths(SGD(lr=0.5), 3)
    array([0.5, 0.5, 0.5])
    """
    # TODO(experiment_slowing_down): remember the number before each step and compare
    # (the reference needs 7 lines)
    raise NotImplementedError("experiment_slowing_down")


# %% [markdown]
# ## Questions


# %%
def answer_limit_of_momentum() -> float:
    """Return the number that question A of the handout asks for."""
    # TODO(question_limit_of_momentum): one number
    # (the reference needs 1 line)
    raise NotImplementedError("question_limit_of_momentum")


def answer_first_step() -> tuple[float, float]:
    """Return the two lengths that question B of the handout asks for, (Adam, RMSprop), to four decimals."""
    # TODO(question_first_step): two numbers
    # (the reference needs 1 line)
    raise NotImplementedError("question_first_step")


def answer_loss_times_ten() -> tuple[float, float, float]:
    """Return the three factors that question C of the handout asks for, (SGD, Adam, Adagrad)."""
    # TODO(question_loss_times_ten): three numbers
    # (the reference needs 1 line)
    raise NotImplementedError("question_loss_times_ten")


def answer_who_differentiates() -> int:
    """Return the number, 1 to 3, of the right statement of question D of the handout."""
    # TODO(question_who_differentiates): one number
    # (the reference needs 1 line)
    raise NotImplementedError("question_who_differentiates")
