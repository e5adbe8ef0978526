"""Optimizers as a small hierarchy: the base class does the dicts, a subclass one array."""

from collections.abc import Callable

import numpy as np

Params = dict[str, np.ndarray]


def as_float(values: object) -> np.ndarray:
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


class Base:
    needs: tuple[str, ...] = ()

    def __init__(self, **memories):
        for name in self.needs:
            setattr(self, name, {})

    def step(self, params: Params, grads: Params) -> None:
        _check(params, grads)
        self.before()
        for key in params:
            old = [getattr(self, name).get(key, np.zeros_like(params[key])) for name in self.needs]
            delta, *new = self.move(grads[key], *old)
            params[key] -= delta
            for name, memory in zip(self.needs, new, strict=True):
                getattr(self, name)[key] = memory

    def before(self):
        pass

    def move(self, g, *old):
        raise NotImplementedError


class WithRate(Base):
    def __init__(self, lr):
        super().__init__()
        _require_positive(lr=lr)
        self.lr = lr


class SGD(WithRate):
    def move(self, g):
        return (self.lr * g,)


class Momentum(WithRate):
    needs = ("velocity",)

    def __init__(self, lr, beta=0.9):
        super().__init__(lr)
        _require_decay(beta=beta)
        self.beta = beta

    def move(self, g, v):
        v = self.beta * v + g
        return self.lr * v, v


class NAG(Momentum):
    def lookahead(self, params):
        zero = np.zeros(1, dtype=np.float32)
        return {k: p - self.lr * self.beta * self.velocity.get(k, zero) for k, p in params.items()}


class Adagrad(WithRate):
    needs = ("G",)

    def __init__(self, lr, eps=1e-10):
        super().__init__(lr)
        _require_not_negative(eps=eps)
        self.eps = eps

    def square(self, G, g):
        return G + g**2

    def move(self, g, G):
        G = self.square(G, g)
        return self.lr * g / (np.sqrt(G) + self.eps), G


class RMSprop(Adagrad):
    def __init__(self, lr, rho=0.9, eps=1e-8):
        super().__init__(lr, eps)
        _require_decay(rho=rho)
        self.rho = rho

    def square(self, G, g):
        return self.rho * G + (1 - self.rho) * g**2


class Adadelta(Base):
    needs = ("G", "H")

    def __init__(self, rho=0.9, eps=1e-6):
        super().__init__()
        _require_decay(rho=rho)
        _require_positive(eps=eps)
        self.rho, self.eps = rho, eps

    def move(self, g, G, H):
        G = self.rho * G + (1 - self.rho) * g**2
        delta = np.sqrt(H + self.eps) / np.sqrt(G + self.eps) * g
        return delta, G, self.rho * H + (1 - self.rho) * delta**2


class Adam(WithRate):
    needs = ("m", "v")

    def __init__(self, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        super().__init__(lr)
        _require_decay(beta1=beta1, beta2=beta2)
        _require_not_negative(eps=eps)
        self.betas, self.eps, self.t = (beta1, beta2), eps, 0

    def before(self):
        self.t += 1

    def move(self, g, *old):
        new = [b * a + (1 - b) * x for b, a, x in zip(self.betas, old, (g, g * g), strict=True)]
        mean, square = (a / (1 - b**self.t) for b, a in zip(self.betas, new, strict=True))
        return self.lr * mean / (np.sqrt(square) + self.eps), *new


def exponential_moving_average(x, beta, *, bias_correction=True):
    x = as_float(x)
    if x.ndim == 0:
        raise ValueError("a number has no first axis")
    _require_decay(beta=beta)
    m, weight, averages = np.zeros_like(x[:1]), 0.0, np.empty_like(x)
    for t in range(len(x)):
        m = beta * m + (1 - beta) * x[t : t + 1]
        weight = beta * weight + (1 - beta)
        averages[t : t + 1] = m / weight if bias_correction else m
    return averages


def minimize(loss_and_grads: Callable, params: Params, optimizer, n_steps: int):
    if n_steps < 0:
        raise ValueError("how many?")
    where = getattr(optimizer, "lookahead", lambda params: params)
    losses = [loss_and_grads(params)[0]]
    while len(losses) <= n_steps:
        optimizer.step(params, loss_and_grads(where(params))[1])
        losses.append(loss_and_grads(params)[0])
    return np.array(losses)


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


def seven_optimizers() -> dict[str, object]:
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


def final_losses(n_steps):
    return {
        name: float(minimize(ravine, {"w": np.array([-8.0, 1.5])}, optimizer, n_steps)[-1])
        for name, optimizer in seven_optimizers().items()
    }


def count_sign_changes(beta, lr, curvature, n_steps):
    def parabola(params):
        x = params["x"][0]
        path.append(x)
        return 0.5 * curvature * x**2, {"x": curvature * params["x"]}

    path, ball = [], Momentum(lr, beta)
    params = {"x": np.array([1.0])}
    for _ in range(n_steps):
        ball.step(params, parabola(params)[1])
    parabola(params)
    return sum(bool(a * b < 0) for a, b in zip(path, path[1:]))


def is_underdamped(beta, lr, curvature):
    return bool((1 + beta - lr * curvature) ** 2 / 4 < beta)


def step_lengths(optimizer, n_steps):
    params, last, lengths = {"a": np.array([5.0])}, 5.0, []
    for _ in range(n_steps):
        optimizer.step(params, {"a": np.array([1.0])})
        lengths.append(abs(last - params["a"][0]))
        last = params["a"][0]
    return np.array(lengths, dtype=float)


def answer_limit_of_momentum():
    return 1.0


def answer_first_step():
    return 0.1, 0.316228


def answer_loss_times_ten():
    return 10.0, 1.0, 1.0


def answer_who_differentiates():
    return 2
