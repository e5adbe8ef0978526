from itertools import pairwise
import numpy as np

def as_float(values):
    """Return float32 and float64 arrays as they are, other real numbers as float64; TypeError for the rest."""
    array = np.asarray(values)
    if array.dtype in (np.float32, np.float64):
        return array
    if array.dtype.kind not in "biuf":
        raise TypeError(f"expected real numbers, got an array of {array.dtype}")
    return array.astype(np.float64)

def _check_sizes(d_in, d_out):
    """Raise ValueError unless a layer of these sizes has an input and an output at least."""
    if d_in < 1 or d_out < 1:
        raise ValueError(f"a layer needs d_in ≥ 1 and d_out ≥ 1, got {d_in} and {d_out}")

def _check_matrix(values):
    """Return a matrix as floats; ValueError unless it is 2-D and not empty."""
    matrix = as_float(values)
    if matrix.ndim != 2 or matrix.size == 0:
        raise ValueError(f"expected a 2-D array with an entry at least, got the shape {matrix.shape}")
    return matrix

def _check_layers(x, weights):
    """Return x (N, d₀) and the W (dₗ₋₁, dₗ) as floats; ValueError if sizes do not chain or there is no layer."""
    x, layers = _check_matrix(x), [_check_matrix(W) for W in weights]
    sizes = [x.shape, *(W.shape for W in layers)]
    if not layers or any(left[1] != right[0] for left, right in pairwise(sizes)):
        raise ValueError(f"each W needs as many rows as there are columns before it, got the shapes {sizes}")
    return x, layers

def _check_unit(X, w, upstream):
    """Return X (N, D), w (D,) and upstream (N,) as floats; ValueError if a shape is wrong."""
    X, w, upstream = _check_matrix(X), as_float(w), as_float(upstream)
    if w.shape != X.shape[1:] or upstream.shape != X.shape[:1]:
        raise ValueError(f"w {w.shape} and upstream {upstream.shape} do not go with X {X.shape}")
    return X, w, upstream

def sigmoid(x):
    x = as_float(x)
    # only ever exponentiate something negative
    z = np.exp(-abs(x))
    return np.where(x < 0, z / (1 + z), 1 / (1 + z))

def sigmoid_grad(x):
    return sigmoid(x) * (1 - sigmoid(x))

def tanh(x):
    return np.tanh(as_float(x))

def tanh_grad(x):
    t = np.tanh(as_float(x))
    return 1 - t * t

def relu(x):
    x = as_float(x)
    return np.where(x < 0, 0, x)

def relu_grad(x):
    x = as_float(x)
    return np.where(x > 0, np.ones_like(x), np.zeros_like(x))

def leaky_relu(x, alpha=0.01):
    x = as_float(x)
    if alpha < 0:
        raise ValueError("alpha < 0")
    return np.where(x > 0, x, alpha * x)

def leaky_relu_grad(x, alpha=0.01):
    x = as_float(x)
    if alpha < 0:
        raise ValueError("alpha < 0")
    return np.where(x > 0, np.ones_like(x), alpha)

def elu(x, alpha=1.0):
    x = as_float(x)
    if alpha <= 0:
        raise ValueError("alpha <= 0")
    negative_part = np.where(x > 0, 0, x)
    return np.where(x > 0, x, alpha * np.expm1(negative_part))

def elu_grad(x, alpha=1.0):
    x = as_float(x)
    if alpha <= 0:
        raise ValueError("alpha <= 0")
    negative_part = np.where(x > 0, 0, x)
    return np.where(x > 0, 1, alpha * np.exp(negative_part))

def gaussian_init(d_in, d_out, std, rng):
    _check_sizes(d_in, d_out)
    if std < 0:
        raise ValueError("std < 0")
    return std * rng.standard_normal(size=(d_in, d_out))

def xavier_normal(d_in, d_out, rng):
    _check_sizes(d_in, d_out)
    std = (2 / (d_in + d_out)) ** 0.5
    return std * rng.standard_normal((d_in, d_out))

def he_normal(d_in, d_out, rng):
    _check_sizes(d_in, d_out)
    std = (2 / d_in) ** 0.5
    return std * rng.standard_normal((d_in, d_out))

def activation_statistics(x, weights, activation):
    h, weights = _check_layers(x, weights)
    means = []
    stds = []
    for W in weights:
        h = activation(h @ W)
        means.append(np.mean(h))
        stds.append(np.std(h))
    return np.array(means), np.array(stds)

def dead_relu_fraction(z):
    z = _check_matrix(z)
    dead = z.max(axis=0) <= 0
    return float(dead.mean())

def stds_through_depth(scheme, x, depth, rng):
    d = _check_matrix(x).shape[1]
    weights = []
    for _ in range(depth):
        if scheme == "small":
            W = gaussian_init(d, d, 0.01, rng)
        elif scheme == "large":
            W = gaussian_init(d, d, 0.5, rng)
        elif scheme == "halved":
            W = gaussian_init(d, d, (1 / (d + d)) ** 0.5, rng)
        elif scheme == "xavier":
            W = xavier_normal(d, d, rng)
        elif scheme == "he":
            W = he_normal(d, d, rng)
        else:
            raise ValueError(scheme)
        weights.append(W)
    activation = tanh
    if scheme == "he":
        activation = relu
    means, stds = activation_statistics(x, weights, activation)
    return stds

def sign_agreement(X, w, upstream):
    X, w, upstream = _check_unit(X, w, upstream)
    delta = upstream * sigmoid_grad(X @ w)
    grads = delta.reshape(-1, 1) * X
    same = (grads > 0).all(axis=1) | (grads < 0).all(axis=1)
    return float(same.mean())

def answer_steepest_slopes():
    return 0.25, 1

def answer_two_variances():
    return 2 / 1000, 1 / 1000

def answer_stretched_sigmoid():
    return 2, 2, -1
