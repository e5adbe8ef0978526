"""Boolean masks, index assignment and plain loops: each branch computed only where it holds, sums by hand."""

import numpy as np


def sigmoid(x):
    x = as_float(x)
    out = np.empty(x.shape, dtype=x.dtype)
    right = x >= 0
    out[right] = 1 / (1 + np.exp(-x[right]))
    grown = np.exp(x[~right])
    out[~right] = grown / (1 + grown)
    return out


def sigmoid_grad(x):
    s = sigmoid(x)
    return s - s * s


def tanh(x):
    x = as_float(x)
    shrunk = np.expm1(-2 * np.abs(x))  # e^-2|x| - 1, between -1 and 0
    return np.copysign(-shrunk / (2 + shrunk), x)


def tanh_grad(x):
    t = tanh(x)
    return (1 - t) * (1 + t)


def relu(x):
    out = as_float(x).copy()
    out[out < 0] = 0
    return out


def relu_grad(x):
    x = as_float(x)
    out = np.zeros(x.shape, dtype=x.dtype)
    out[x > 0] = 1
    return out


def leaky_relu(x, alpha=0.01):
    if alpha < 0:
        raise ValueError("alpha is negative")
    out = as_float(x).copy()
    out[out < 0] *= alpha
    return out


def leaky_relu_grad(x, alpha=0.01):
    if alpha < 0:
        raise ValueError("alpha is negative")
    x = as_float(x)
    out = np.full(x.shape, alpha, dtype=x.dtype)
    out[x > 0] = 1
    return out


def elu(x, alpha=1.0):
    if alpha <= 0:
        raise ValueError("alpha is not positive")
    out = as_float(x).copy()
    left = out < 0
    out[left] = alpha * np.expm1(out[left])
    return out


def elu_grad(x, alpha=1.0):
    if alpha <= 0:
        raise ValueError("alpha is not positive")
    x = as_float(x)
    out = np.ones(x.shape, dtype=x.dtype)
    left = x <= 0
    out[left] = alpha * np.exp(x[left])
    return out


def gaussian_init(d_in, d_out, std, rng):
    if d_in < 1 or d_out < 1 or std < 0:
        raise ValueError("impossible sizes or spread")
    W = np.empty((d_in, d_out))
    for row in range(d_in):
        for column in range(d_out):
            W[row, column] = std * rng.standard_normal()
    return W


def xavier_normal(d_in, d_out, rng):
    if d_in < 1 or d_out < 1:
        raise ValueError("impossible sizes")
    std = ((d_in + d_out) / 2) ** -0.5
    return np.array([[std * rng.standard_normal() for _ in range(d_out)] for _ in range(d_in)])


def he_normal(d_in, d_out, rng):
    if d_in < 1 or d_out < 1:
        raise ValueError("impossible sizes")
    std = (d_in / 2) ** -0.5
    return np.array([[std * rng.standard_normal() for _ in range(d_out)] for _ in range(d_in)])


def activation_statistics(x, weights, activation):
    h, layers = _check_layers(x, weights)
    means = np.empty(len(layers), dtype=h.dtype)
    stds = np.empty(len(layers), dtype=h.dtype)
    for index in range(len(layers)):
        h = activation(np.einsum("nd,dk->nk", h, layers[index]))
        means[index] = h.sum() / h.size
        stds[index] = np.sqrt(((h - means[index]) ** 2).sum() / h.size)
    return means, stds


def dead_relu_fraction(z):
    z = _check_matrix(z)
    dead = 0
    for unit in z.T:
        if not any(entry > 0 for entry in unit):
            dead += 1
    return dead / z.shape[1]


def stds_through_depth(scheme, x, depth, rng):
    width = _check_matrix(x).shape[1]
    weights = []
    for _ in range(depth):
        if scheme == "small":
            weights.append(0.01 * rng.standard_normal((width, width)))
        elif scheme == "large":
            weights.append(0.5 * rng.standard_normal((width, width)))
        elif scheme == "halved":
            weights.append(rng.standard_normal((width, width)) / np.sqrt(width + width))
        elif scheme == "xavier":
            weights.append(rng.standard_normal((width, width)) / np.sqrt(width))
        elif scheme == "he":
            weights.append(rng.standard_normal((width, width)) * np.sqrt(2 / width))
        else:
            raise ValueError("no such scheme")
    if scheme == "he":
        return activation_statistics(x, weights, relu)[1]
    return activation_statistics(x, weights, tanh)[1]


def sign_agreement(X, w, upstream):
    X, w, upstream = _check_unit(X, w, upstream)
    agreeing = 0
    for sample, above in zip(X, upstream, strict=True):
        gradient = above * sigmoid_grad(sample @ w) * sample
        agreeing += all(entry > 0 for entry in gradient) or all(entry < 0 for entry in gradient)
    return agreeing / len(X)


def answer_steepest_slopes():
    return 1 / 4, 1


def answer_two_variances():
    return 2 / (500 + 500), 1 / (500 + 500)


def answer_stretched_sigmoid():
    return 2, 2, -1
