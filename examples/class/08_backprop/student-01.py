# %% [markdown]

# %%
"""Backpropagation in NumPy: numerical gradients, a scalar engine, layers, losses, and a multi-layer perceptron."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from given import as_float, log_softmax, softmax

Array = NDArray[np.floating]
Labels = NDArray[np.integer]
Cache = Any

# %% [markdown]


# %%
def _check_shape(array: ArrayLike, shape: tuple[int, ...]) -> Array:
    """Return the array as floats; ValueError unless it has exactly that shape: nothing is broadcast."""
    array = as_float(array)
    if array.shape != shape:
        raise ValueError(f"expected the shape {shape}, got {array.shape}")
    return array


def _check_layer(W: ArrayLike, b: ArrayLike) -> tuple[Array, Array]:
    """Return W (D_in, D_out) and b (D_out,) as floats; ValueError if a shape is wrong."""
    W = as_float(W)
    if W.ndim != 2 or W.size == 0:
        raise ValueError(f"W must have the shape (D_in, D_out) and an entry at least, got {W.shape}")
    return W, _check_shape(b, W.shape[1:])


def _check_input(x: ArrayLike, width: int) -> Array:
    """Return x (..., width) as floats; ValueError if its last axis is another or if it is empty."""
    x = as_float(x)
    if x.shape[-1:] != (width,) or x.size == 0:
        raise ValueError(f"expected the shape (..., {width}) and an entry at least, got {x.shape}")
    return x


def _check_logits(logits: ArrayLike, labels: ArrayLike) -> tuple[Array, Labels]:
    """Return logits (N, K) as floats and labels (N,); ValueError unless these are integers from 0 to K - 1."""
    logits, labels = as_float(logits), np.asarray(labels)
    if logits.ndim != 2 or logits.size == 0 or labels.shape != logits.shape[:1]:
        raise ValueError(f"expected logits (N, K) and labels (N,), got {logits.shape} and {labels.shape}")
    if labels.dtype.kind not in "iu" or labels.min() < 0 or labels.max() >= logits.shape[1]:
        raise ValueError(f"labels must be integers from 0 to {logits.shape[1] - 1}")
    return logits, labels


# %% [markdown]


# %%
def numerical_gradient(f, x, h=1e-5):
    if not h > 0:
        raise ValueError("h must be positive")
    x = as_float(x)
    flat = np.array(x, dtype=np.float64).ravel()
    shifts = h * np.eye(flat.size)
    slopes = [(f((flat + shift).reshape(x.shape)) - f((flat - shift).reshape(x.shape))) / (2 * h) for shift in shifts]
    return np.array(slopes, dtype=np.float64).reshape(x.shape)


# %% [markdown]


# %%
def relative_error(a, b, eps=1e-12):
    a = as_float(a)
    b = _check_shape(b, a.shape)
    if a.size == 0:
        return 0.0
    return float((np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), eps)).max())


# %% [markdown]


# %%
class Scalar:
    """A number that remembers what it was made from, so that it can be differentiated.

    `data` is its value and `grad`, after `backward`, the derivative of the result with respect to it; both are Python
    floats. Scalars and Python numbers mix in +, -, *, / on either side; the exponent of ** is a Python number, and a
    Scalar there raises TypeError. Each operation makes a new Scalar. It notes the Scalars that it was made from, its
    parents, and with each the local derivative: that of the new number with respect to this parent.

    >>> x, y = Scalar(2.0), Scalar(-5.0)
    >>> z = x * y + 3
    >>> z.backward()
    >>> z.data, x.grad, y.grad
    (-7.0, -5.0, 2.0)
    """

    def __init__(self, data, parents=()):
        self.data = float(data)
        self.grad = 0.0
        self.made_from = list(parents)
        self.push = lambda: None

    def __add__(self, other):
        other = _as_scalar(other)
        out = Scalar(self.data + other.data, [self, other])

        def push():
            self.grad += out.grad
            other.grad += out.grad

        out.push = push
        return out

    def __mul__(self, other):
        other = _as_scalar(other)
        out = Scalar(self.data * other.data, [self, other])

        def push():
            self.grad += out.grad * other.data
            other.grad += out.grad * self.data

        out.push = push
        return out

    def __pow__(self, exponent):
        if isinstance(exponent, Scalar):
            return NotImplemented
        out = Scalar(self.data**exponent, [self])

        def push():
            self.grad += out.grad * exponent * self.data ** (exponent - 1)

        out.push = push
        return out

    def exp(self):
        out = Scalar(math.exp(self.data), [self])

        def push():
            self.grad += out.grad * out.data

        out.push = push
        return out

    def tanh(self):
        out = Scalar(math.tanh(self.data), [self])

        def push():
            self.grad += out.grad * (1 - out.data * out.data)

        out.push = push
        return out

    def relu(self):
        out = Scalar(self.data if self.data > 0 else 0.0, [self])

        def push():
            if out.data > 0:
                self.grad += out.grad

        out.push = push
        return out

    def backward(self):
        uses = {self: 0}
        waiting = [self]
        while waiting:
            node = waiting.pop()
            node.grad = 0.0
            for parent in node.made_from:
                if parent not in uses:
                    uses[parent] = 0
                    waiting.append(parent)
                uses[parent] += 1
        self.grad = 1.0
        ready = [self]
        while ready:
            node = ready.pop()
            node.push()
            for parent in node.made_from:
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)


    def __neg__(self) -> "Scalar":
        return self * -1

    def __sub__(self, other: "Scalar | float") -> "Scalar":
        return self + -other

    def __truediv__(self, other: "Scalar | float") -> "Scalar":
        return self * other**-1

    def __radd__(self, other: float) -> "Scalar":
        return self + other

    def __rsub__(self, other: float) -> "Scalar":
        return -self + other

    def __rmul__(self, other: float) -> "Scalar":
        return self * other

    def __rtruediv__(self, other: float) -> "Scalar":
        return self**-1 * other


def _as_scalar(value: Scalar | float) -> Scalar:
    """Return a Scalar as it is and a Python number as a new leaf. Given."""
    return value if isinstance(value, Scalar) else Scalar(value)


def repeated_product(x: Scalar, n: int) -> Scalar:
    """Return xⁿ as n - 1 products in a row: a long chain to try `backward` on. Given."""
    result = x
    for _ in range(n - 1):
        result = result * x
    return result


# %% [markdown]


# %%
def linear_forward(x, W, b):
    W, b = _check_layer(W, b)
    x = _check_input(x, len(W))
    return np.einsum("...i,ij->...j", x, W) + b, {"x": x, "W": W, "shape": (*x.shape[:-1], len(b))}


def linear_backward(dout, cache):
    dout = _check_shape(dout, cache["shape"])
    dx = np.einsum("...j,ij->...i", dout, cache["W"])
    samples, upstream = cache["x"].reshape(-1, dx.shape[-1]), dout.reshape(-1, dout.shape[-1])
    return dx, np.einsum("ni,nj->ij", samples, upstream), np.einsum("nj->j", upstream)


# %% [markdown]


# %%
def compose_affine(layers):
    if len(layers) == 0:
        raise ValueError("no layers")
    layers = [_check_layer(W, b) for W, b in layers]
    for (W, _), (V, _) in pairwise(layers):
        if W.shape[1] != V.shape[0]:
            raise ValueError("sizes do not chain")
    extended = []
    for W, b in layers:
        corner = np.zeros((W.shape[0] + 1, W.shape[1] + 1), dtype=W.dtype)
        corner[:-1, :-1], corner[-1, :-1], corner[-1, -1] = W, b, 1
        extended.append(corner)
    product = extended[0]
    for matrix in extended[1:]:
        product = np.einsum("ij,jk->ik", product, matrix)
    return product[:-1, :-1], product[-1, :-1]


# %% [markdown]


# %%
def mse_loss(pred, target):
    pred = as_float(pred)
    target = _check_shape(target, pred.shape)
    if pred.size == 0:
        raise ValueError("empty")
    error = (pred - target).ravel()
    return float(np.einsum("i,i->", error, error) / error.size), (error * (2 / error.size)).reshape(pred.shape)


# %% [markdown]


# %%
def softmax_backward(ds, s):
    s = as_float(s)
    ds = _check_shape(ds, s.shape)
    jacobian = np.einsum("...i,ij->...ij", s, np.eye(s.shape[-1], dtype=s.dtype)) - np.einsum("...i,...j->...ij", s, s)
    return np.einsum("...ij,...j->...i", jacobian, ds)


# %% [markdown]


# %%
def softmax_cross_entropy(logits, labels):
    logits, labels = _check_logits(logits, labels)
    n, k = logits.shape
    target = np.eye(k, dtype=logits.dtype)[labels]
    loss = -np.einsum("nk,nk->", target, log_softmax(logits)) / n
    return float(loss), (softmax(logits) - target) / n


# %% [markdown]


# %%
class MLP:
    """Linear, ReLU, linear, ReLU, ..., linear: a multi-layer perceptron for classes, without ReLU at the end.

    `MLP([3, 5, 2], rng)` has 3 inputs, 5 hidden units and 2 classes. `params` holds float64 arrays under the keys W0,
    b0, W1, b1, ..., with W_i of shape (sizes[i], sizes[i + 1]); whoever replaces them, replaces the network.

    >>> model = MLP([3, 5, 2], np.random.default_rng(0))
    >>> [f"{name} {value.shape}" for name, value in model.params.items()]
    ['W0 (3, 5)', 'b0 (5,)', 'W1 (5, 2)', 'b1 (2,)']
    """

    params: dict[str, Array]

    def __init__(self, sizes, rng):
        if len(sizes) < 2 or any(size < 1 for size in sizes):
            raise ValueError("no network")
        self.params = {}
        for i in range(len(sizes) - 1):
            self.params[f"W{i}"] = rng.standard_normal((sizes[i], sizes[i + 1])) * np.sqrt(2 / sizes[i])
            self.params[f"b{i}"] = np.zeros(sizes[i + 1])

    def forward(self, x):
        h = as_float(x)
        last = len(self.params) // 2 - 1
        for i in range(last + 1):
            h, _ = linear_forward(h, self.params[f"W{i}"], self.params[f"b{i}"])
            if i < last:
                h = np.where(h > 0, h, 0)
        return h

    def _run(self, x: Array) -> tuple[Array, list[Cache]]:
        """Return the logits, and one cache for each layer: whatever `loss_and_grads` will ask for."""
        h, caches = x, []
        for i in range(len(self.params) // 2):
            if i > 0:
                h = np.maximum(h, 0)
            z, cache = linear_forward(h, self.params[f"W{i}"], self.params[f"b{i}"])
            caches.append((h, cache))
            h = z
        return h, caches

    def loss_and_grads(self, x, labels):
        h, tape = as_float(x), []
        last = len(self.params) // 2 - 1
        for i in range(last + 1):
            z, cache = linear_forward(h, self.params[f"W{i}"], self.params[f"b{i}"])
            tape.append((z, cache))
            h = np.where(z > 0, z, 0) if i < last else z
        loss, d = softmax_cross_entropy(h, labels)
        grads = dict.fromkeys(self.params)
        for i in range(last, -1, -1):
            z, cache = tape[i]
            if i < last:
                d = np.where(z > 0, d, 0)
            d, grads[f"W{i}"], grads[f"b{i}"] = linear_backward(d, cache)
        return loss, grads


# %% [markdown]


# %%
def two_moons(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Labels]:
    """Return n points near two interleaved half circles, and which: (n, 2), (n,). Given."""
    labels = np.arange(n) % 2
    angle = rng.uniform(0, np.pi, n)
    x = np.where(labels, 1 - np.cos(angle), np.cos(angle))
    y = np.where(labels, 0.5 - np.sin(angle), np.sin(angle))
    return np.column_stack([x, y]) + noise * rng.standard_normal((n, 2)), labels


# %%
def train(model, x, labels, lr, n_steps):
    losses = np.zeros(n_steps + 1)
    losses[0], grads = model.loss_and_grads(x, labels)
    for t in range(n_steps):
        model.params = {name: value - lr * grads[name] for name, value in model.params.items()}
        losses[t + 1], grads = model.loss_and_grads(x, labels)
    return losses


def accuracy(model, x, labels):
    logits = model.forward(x)
    return sum(int(row.argmax() == label) for row, label in zip(logits, labels, strict=True)) / len(labels)


def without_relu(model):
    def through(x):
        for i in range(len(model.params) // 2):
            x = x @ model.params[f"W{i}"] + model.params[f"b{i}"]
        return x

    width = len(model.params["W0"])
    b = through(np.zeros(width))
    return through(np.eye(width)) - b, b


# %% [markdown]


# %%
def difference_errors(f, x, slope, h):
    def estimate(a, b):
        return (f(b) - f(a)) / (b - a)

    return abs(estimate(x, x + h) / slope - 1), abs(estimate(x - h, x + h) / slope - 1)


def order_of_error(steps, errors):
    u, v = np.log(steps), np.log(errors)
    u = u - u.mean()
    return float(np.einsum("i,i->", u, v) / np.einsum("i,i->", u, u))


def best_steps(f, x, slope, steps):
    pairs = [difference_errors(f, x, slope, float(h)) for h in steps]
    best = [min(range(len(pairs)), key=lambda k, i=i: pairs[k][i]) for i in range(2)]
    return float(steps[best[0]]), float(steps[best[1]])


# %% [markdown]


# %%
def answer_logit_gradient():
    p = softmax(np.array([2.0, 1.0, 0.0]))
    return float(p[0]) - 1, float(p[1]), float(p[2])


def answer_shapes():
    _, cache = linear_forward(np.ones((32, 100)), np.ones((100, 10)), np.ones(10))
    _, dW, db = linear_backward(np.ones((32, 10)), cache)
    return dW.shape, int(db[0])
