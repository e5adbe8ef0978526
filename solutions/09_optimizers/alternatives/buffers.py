"""Another style: one buffer for each memory, made once and updated in place; two evaluations a step in the loop.

Nothing is allocated that need not be, as a library would do it: `*=`, `+=`, and functions with `out`.
"""

import numpy as np


class SGD:
    def __init__(self, lr):
        if not lr > 0:
            raise ValueError("lr must be positive")
        self.lr = lr

    def step(self, params, grads):
        _check(params, grads)
        for param, grad in ((params[key], grads[key]) for key in params):
            np.subtract(param, self.lr * grad, out=param)


class Momentum:
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


class NAG:
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


class Adagrad:
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


class Adadelta:
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


class RMSprop:
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


class Adam:
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


def final_losses(n_steps):
    losses = {}
    for name, optimizer in seven_optimizers().items():
        params = {"w": np.array([-8, 1.5])}
        minimize(ravine, params, optimizer, n_steps)
        losses[name] = ravine(params)[0]
    return losses


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


def step_lengths(optimizer, n_steps):
    w, path = np.zeros(1), [0.0]
    for _ in range(n_steps):
        optimizer.step({"w": w}, {"w": np.ones(1)})
        path.append(w[0])
    return np.abs(np.diff(path))


def answer_limit_of_momentum():
    return 0.1 / (1 - 0.9)


def answer_first_step():
    return 0.1, 0.1 / np.sqrt(0.1)


def answer_loss_times_ten():
    return 10.0, 10 / 10.0, 10 / np.sqrt(100.0)


def answer_who_differentiates():
    return 1 + 1
