"""The same functions by other identities: logaddexp, slopes from both tails, reductions of signs and extremes."""

import numpy as np


def sigmoid(x):
    # log of the sigmoid is minus the softplus of -x, which logaddexp computes without an overflow
    return np.exp(-np.logaddexp(0, -as_float(x)))


def sigmoid_grad(x):
    x = as_float(x)
    return sigmoid(x) * sigmoid(-x)


def tanh(x):
    x = as_float(x)
    z = np.minimum(2 * np.abs(x), 80)  # beyond 40 tanh is 1 to the last digit
    grown = np.expm1(z)
    return np.sign(x) * grown / (grown + 2)


def tanh_grad(x):
    return 1 - np.square(tanh(x))


def relu(x):
    return np.clip(as_float(x), 0, None)


def relu_grad(x):
    x = as_float(x)
    return np.heaviside(x, np.zeros((), dtype=x.dtype))


def leaky_relu(x, alpha=0.01):
    x = as_float(x)
    if not alpha >= 0:
        raise ValueError("alpha is negative")
    return x * leaky_relu_grad(x, alpha)


def leaky_relu_grad(x, alpha=0.01):
    x = as_float(x)
    if not alpha >= 0:
        raise ValueError("alpha is negative")
    positive = (x > 0).astype(x.dtype)
    return positive + alpha * (1 - positive)


def elu(x, alpha=1.0):
    x = as_float(x)
    if not alpha > 0:
        raise ValueError("alpha is not positive")
    return np.where(x > 0, x, alpha * np.expm1(np.where(x > 0, 0, x)))


def elu_grad(x, alpha=1.0):
    x = as_float(x)
    if not alpha > 0:
        raise ValueError("alpha is not positive")
    return np.where(x > 0, np.ones_like(x), elu(np.minimum(x, 0), alpha) + alpha)


def gaussian_init(d_in, d_out, std, rng):
    _check_sizes(d_in, d_out)
    return rng.normal(0.0, std, size=(d_in, d_out))  # which refuses a negative std itself


def xavier_normal(d_in, d_out, rng):
    _check_sizes(d_in, d_out)
    return rng.normal(scale=1 / np.sqrt((d_in + d_out) / 2), size=(d_in, d_out))


def he_normal(d_in, d_out, rng):
    _check_sizes(d_in, d_out)
    return np.sqrt(2) * rng.normal(scale=d_in**-0.5, size=(d_in, d_out))


def activation_statistics(x, weights, activation):
    h, layers = _check_layers(x, weights)
    signals = [h := activation(np.dot(h, W)) for W in layers]
    means = np.stack([np.mean(signal) for signal in signals])
    stds = np.stack([np.sqrt(np.var(signal)) for signal in signals])
    return means, stds


def dead_relu_fraction(z):
    alive = (_check_matrix(z) > 0).sum(axis=0)
    return 1 - np.count_nonzero(alive) / len(alive)


def stds_through_depth(scheme, x, depth, rng):
    d = _check_matrix(x).shape[1]
    stds = {"small": 0.01, "large": 0.5, "halved": (2 * d) ** -0.5, "xavier": d**-0.5, "he": (2 / d) ** 0.5}
    if scheme not in stds:
        raise ValueError("no such scheme")
    weights = list(stds[scheme] * rng.standard_normal((depth, d, d)))
    return activation_statistics(x, weights, {"he": relu}.get(scheme, tanh))[1]


def sign_agreement(X, w, upstream):
    X, w, upstream = _check_unit(X, w, upstream)
    gradients = np.einsum("n,n,nd->nd", upstream, sigmoid_grad(X @ w), X)
    return float(np.mean(np.abs(np.sign(gradients).sum(axis=1)) == X.shape[1]))


def answer_steepest_slopes():
    return float(sigmoid_grad(np.zeros(1))[0]), float(tanh_grad(np.zeros(1))[0])


def answer_two_variances():
    return 1 / 500, 1 / np.sqrt(500 + 500) ** 2


def answer_stretched_sigmoid():
    return 2.0, 2, -1.0
