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
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.floating]
Params = dict[str, Array]
LossAndGrads = Callable[[Params], tuple[float, Params]]

# %% [markdown]
# ## Given: what an optimizer is, and checking the arguments
#
# These functions are finished. Call the `_require` functions in your constructors, and `_check` first in each `step`.


# %%
class Optimizer(Protocol):
    """Whatever has a `step` that updates the arrays of `params` in place, given a gradient for each of them."""

    def step(self, params: Params, grads: Params) -> None:
        """Take one step."""


def as_float(values: ArrayLike) -> Array:
    """Return float32 and float64 arrays as they are, other real numbers as float64; TypeError for the rest."""
    array = np.asarray(values)
    if array.dtype in (np.float32, np.float64):
        return array
    if array.dtype.kind not in "biuf":
        raise TypeError(f"expected real numbers, got an array of {array.dtype}")
    return array.astype(np.float64)


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

    def __init__(self, lr):
        if not lr > 0:
            raise ValueError("lr must be positive")
        self.lr = lr

    def step(self, params, grads):
        _check(params, grads)
        for param, grad in ((params[key], grads[key]) for key in params):
            np.subtract(param, self.lr * grad, out=param)


# %% [markdown]
# ## 2. A heavy ball


# %%
class Momentum:
    """Gradient descent with a velocity: v ← β v + g, then W ← W - η v.

    g enters v in full, without a factor 1 - β, and η stays outside of v. `velocity` is a dict with the v of every
    parameter since its first step; before that it is empty, and v counts as zero.
    In place and errors as for SGD; also ValueError unless 0 ≤ β < 1.
    Source: Polyak, Some methods of speeding up the convergence of iteration methods (1964).

    >>> w, ball = np.array([1.0]), Momentum(lr=0.5, beta=0.5)
    >>> ball.step({"w": w}, {"w": np.array([2.0])})
    >>> ball.step({"w": w}, {"w": np.array([1.0])})
    >>> w, ball.velocity
    (array([-1.]), {'w': array([2.])})
    """

    def __init__(self, lr, beta=0.9):
        if lr <= 0 or beta < 0 or beta >= 1:
            raise ValueError("lr must be positive and beta in [0, 1)")
        self.lr, self.beta, self.velocity = lr, beta, {}

    def step(self, params, grads):
        _check(params, grads)
        for key, param in params.items():
            v = self.velocity.setdefault(key, np.zeros_like(param))
            v *= self.beta
            v += grads[key]
            np.subtract(param, self.lr * v, out=param)


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

    def __init__(self, lr, beta=0.9):
        if lr <= 0 or beta < 0 or beta >= 1:
            raise ValueError("lr must be positive and beta in [0, 1)")
        self.lr, self.beta, self.velocity = lr, beta, {}

    def lookahead(self, params):
        ahead = {key: param.copy() for key, param in params.items()}
        for key, v in self.velocity.items():
            ahead[key] -= self.lr * self.beta * v
        return ahead

    def step(self, params, grads):
        _check(params, grads)
        for key, param in params.items():
            v = self.velocity.setdefault(key, np.zeros_like(param))
            v *= self.beta
            v += grads[key]
            np.subtract(param, self.lr * v, out=param)


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

    def __init__(self, lr, eps=1e-10):
        if lr <= 0 or eps < 0:
            raise ValueError("lr must be positive and eps not negative")
        self.lr, self.eps, self.G = lr, eps, {}

    def step(self, params, grads):
        _check(params, grads)
        for key, param in params.items():
            G = self.G.setdefault(key, np.zeros_like(param))
            G += np.square(grads[key])
            root = np.sqrt(G)
            root += self.eps
            np.subtract(param, grads[key] / root * self.lr, out=param)


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

    def __init__(self, rho=0.9, eps=1e-6):
        if eps <= 0 or rho < 0 or rho >= 1:
            raise ValueError("eps must be positive and rho in [0, 1)")
        self.rho, self.eps, self.G, self.H = rho, eps, {}, {}

    def step(self, params, grads):
        _check(params, grads)
        for key, param in params.items():
            G, H = (memory.setdefault(key, np.zeros_like(param)) for memory in (self.G, self.H))
            G += (1 - self.rho) * (grads[key] * grads[key] - G)
            delta = np.sqrt((H + self.eps) / (G + self.eps)) * grads[key]
            H += (1 - self.rho) * (delta * delta - H)
            np.subtract(param, delta, out=param)


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

    def __init__(self, lr, rho=0.9, eps=1e-8):
        if lr <= 0 or rho < 0 or rho >= 1 or eps < 0:
            raise ValueError("lr must be positive, rho in [0, 1) and eps not negative")
        self.lr, self.rho, self.eps, self.G = lr, rho, eps, {}

    def step(self, params, grads):
        _check(params, grads)
        for key, param in params.items():
            G = self.G.setdefault(key, np.zeros_like(param))
            G *= self.rho
            G += (1 - self.rho) * np.square(grads[key])
            np.subtract(param, self.lr * (grads[key] / (np.sqrt(G) + self.eps)), out=param)


# %% [markdown]
# ## 7. Averages that start at zero


# %%
def exponential_moving_average(x, beta, *, bias_correction=True):
    x = as_float(x)
    if x.ndim < 1 or beta < 0 or beta >= 1:
        raise ValueError("x needs an axis, and beta must be in [0, 1)")
    averages = (1 - beta) * x
    for t in range(1, len(averages)):
        averages[t] += beta * averages[t - 1]
    if bias_correction:
        weights = 1 - beta ** np.arange(1.0, len(averages) + 1)
        averages /= weights.reshape(-1, *[1] * (averages.ndim - 1))
    return averages


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

    def __init__(self, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        if lr <= 0 or eps < 0 or not all(0 <= beta < 1 for beta in (beta1, beta2)):
            raise ValueError("lr must be positive, eps not negative, the betas in [0, 1)")
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.t, self.m, self.v = 0, {}, {}

    def step(self, params, grads):
        _check(params, grads)
        self.t += 1
        # both corrections as one factor, with ε scaled to match
        root = (1 - self.beta2**self.t) ** 0.5
        rate = self.lr * root / (1 - self.beta1**self.t)
        for key, param in params.items():
            m = self.m.setdefault(key, np.zeros_like(param))
            v = self.v.setdefault(key, np.zeros_like(param))
            m += (1 - self.beta1) * (grads[key] - m)
            v += (1 - self.beta2) * (np.square(grads[key]) - v)
            np.subtract(param, rate * m / (np.sqrt(v) + self.eps * root), out=param)


# %% [markdown]
# ## 9. The loop


# %%
def minimize(loss_and_grads, params, optimizer, n_steps):
    if n_steps < 0:
        raise ValueError("n_steps must not be negative")
    history = np.empty(n_steps + 1)
    history[0] = loss_and_grads(params)[0]
    look = getattr(optimizer, "lookahead", None)
    for t in range(n_steps):
        at = params if look is None else look(params)
        optimizer.step(params, loss_and_grads(at)[1])
        history[t + 1] = loss_and_grads(params)[0]
    return history


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
def final_losses(n_steps):
    losses = {}
    for name, optimizer in seven_optimizers().items():
        params = {"w": np.array([-8, 1.5])}
        minimize(ravine, params, optimizer, n_steps)
        losses[name] = ravine(params)[0]
    return losses


# %% [markdown]
# ## Experiment B. Does a heavy ball settle?


# %%
def count_sign_changes(beta, lr, curvature, n_steps):
    ball, params, path = Momentum(lr, beta), {"x": np.ones(1)}, [1.0]
    for _ in range(n_steps):
        ball.step(params, {"x": curvature * params["x"]})
        path.append(params["x"].item())
    signs = np.sign(path)
    return int(np.count_nonzero(signs[1:] * signs[:-1] == -1))


def is_underdamped(beta, lr, curvature):
    middle = (1 + beta - lr * curvature) / 2
    return bool(np.sqrt(complex(middle**2 - beta)).imag > 0)


# %% [markdown]
# ## Experiment C. Who slows down?


# %%
def step_lengths(optimizer, n_steps):
    w, path = np.zeros(1), [0.0]
    for _ in range(n_steps):
        optimizer.step({"w": w}, {"w": np.ones(1)})
        path.append(w[0])
    return np.abs(np.diff(path))


# %% [markdown]
# ## Questions


# %%
def answer_limit_of_momentum():
    return 0.1 / (1 - 0.9)


def answer_first_step():
    return 0.1, 0.1 / np.sqrt(0.1)


def answer_loss_times_ten():
    return 10.0, 10 / 10.0, 10 / np.sqrt(100.0)


def answer_who_differentiates():
    return 1 + 1
