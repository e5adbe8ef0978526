"""Another style: plain loops over single entries, the memories created for all parameters in the first step.

The updates are written the long way round, and the averages as weighted sums of everything so far.
"""

import numpy as np


class SGD:
    def step(self, params, grads):
        _check(params, grads)
        for key, param in params.items():
            for at in np.ndindex(param.shape):
                param[at] -= self.lr * grads[key][at]


class Momentum:
    def step(self, params, grads):
        _check(params, grads)
        if not self.velocity:
            self.velocity = {key: np.zeros_like(param) for key, param in params.items()}
        for key, param in params.items():
            v = self.velocity[key]
            for at in np.ndindex(param.shape):
                v[at] = self.beta * v[at] + grads[key][at]
                param[at] -= self.lr * v[at]


class NAG:
    def lookahead(self, params):
        ahead = {}
        for key, param in params.items():
            ahead[key] = np.array(param)
            if key in self.velocity:
                for at in np.ndindex(param.shape):
                    ahead[key][at] -= self.lr * (self.beta * self.velocity[key][at])
        return ahead

    def step(self, params, grads):
        _check(params, grads)
        ahead = self.lookahead(params)
        for key, param in params.items():
            if key not in self.velocity:
                self.velocity[key] = np.zeros_like(param)
            for at in np.ndindex(param.shape):
                self.velocity[key][at] = self.beta * self.velocity[key][at] + grads[key][at]
                param[at] = ahead[key][at] - self.lr * grads[key][at]  # the rest of the way


class Adagrad:
    def step(self, params, grads):
        _check(params, grads)
        if not self.G:
            self.G = {key: np.zeros_like(param) for key, param in params.items()}
        for key, param in params.items():
            for at in np.ndindex(param.shape):
                g = grads[key][at]
                self.G[key][at] += g * g
                if g != 0:
                    param[at] -= self.lr * g / (self.G[key][at] ** 0.5 + self.eps)


class Adadelta:
    def step(self, params, grads):
        _check(params, grads)
        if not self.G:
            self.G = {key: np.zeros_like(param) for key, param in params.items()}
            self.H = {key: np.zeros_like(param) for key, param in params.items()}
        for key, param in params.items():
            G, H = self.G[key], self.H[key]
            for at in np.ndindex(param.shape):
                g = grads[key][at]
                G[at] = self.rho * G[at] + (1 - self.rho) * g * g
                delta = (H[at] + self.eps) ** 0.5 * g / (G[at] + self.eps) ** 0.5
                H[at] = self.rho * H[at] + (1 - self.rho) * delta * delta
                param[at] -= delta


class RMSprop:
    def step(self, params, grads):
        _check(params, grads)
        if not self.G:
            self.G = {key: np.zeros_like(param) for key, param in params.items()}
        for key, param in params.items():
            for at in np.ndindex(param.shape):
                g = grads[key][at]
                self.G[key][at] += (1 - self.rho) * (g * g - self.G[key][at])
                param[at] -= self.lr / (self.G[key][at] ** 0.5 + self.eps) * g


def exponential_moving_average(x, beta, *, bias_correction=True):
    x = as_float(x)
    if x.ndim == 0:
        raise ValueError("no axis to average along")
    _require_decay(beta=beta)
    age = np.arange(len(x))[:, None] - np.arange(len(x))  # of x_i at time t: (T, T)
    weights = np.where(age >= 0, (1 - beta) * beta ** np.abs(age).astype(float), 0.0)
    if bias_correction:
        weights = weights / weights.sum(axis=1, keepdims=True)
    return np.einsum("ti,i...->t...", weights, x).astype(x.dtype)


class Adam:
    def step(self, params, grads):
        _check(params, grads)
        if self.t == 0:
            self.m = {key: np.zeros_like(param) for key, param in params.items()}
            self.v = {key: np.zeros_like(param) for key, param in params.items()}
        self.t = self.t + 1
        for key, param in params.items():
            m, v = self.m[key], self.v[key]
            for at in np.ndindex(param.shape):
                g = grads[key][at]
                m[at] = self.beta1 * m[at] + (1 - self.beta1) * g
                v[at] = self.beta2 * v[at] + (1 - self.beta2) * g * g
                mean = m[at] / (1 - self.beta1**self.t)
                spread = (v[at] / (1 - self.beta2**self.t)) ** 0.5
                param[at] -= self.lr * mean / (spread + self.eps)


def minimize(loss_and_grads, params, optimizer, n_steps):
    if n_steps < 0:
        raise ValueError("n_steps must not be negative")
    losses = []
    for t in range(n_steps + 1):
        loss, grads = loss_and_grads(params)
        losses.append(loss)
        if t == n_steps:
            break
        try:
            at = optimizer.lookahead(params)
        except AttributeError:
            optimizer.step(params, grads)
        else:
            optimizer.step(params, loss_and_grads(at)[1])
    return np.asarray(losses)


def final_losses(n_steps):
    start = {"w": np.array([-8.0, 1.5])}
    return {
        name: float(minimize(ravine, {"w": start["w"].copy()}, optimizer, n_steps)[n_steps])
        for name, optimizer in seven_optimizers().items()
    }


def count_sign_changes(beta, lr, curvature, n_steps):
    _require_positive(lr=lr)
    _require_decay(beta=beta)
    x, v, changes = 1.0, 0.0, 0
    for _ in range(n_steps):
        v = beta * v + curvature * x
        after = x - lr * v
        if (x > 0 and after < 0) or (x < 0 and after > 0):
            changes += 1
        x = after
    return changes


def is_underdamped(beta, lr, curvature):
    half = 1 + beta - lr * curvature
    return half * half - 4 * beta < 0


def step_lengths(optimizer, n_steps):
    params, lengths = {"number": np.array([0.0])}, []
    for _ in range(n_steps):
        before = float(params["number"][0])
        optimizer.step(params, {"number": np.array([1.0])})
        lengths.append(abs(float(params["number"][0]) - before))
    return np.array(lengths, dtype=np.float64)


def answer_limit_of_momentum():
    return 1.0


def answer_first_step():
    return 0.1, 0.3162


def answer_loss_times_ten():
    return 10.0, 1.0, 1.0


def answer_who_differentiates():
    return 2
