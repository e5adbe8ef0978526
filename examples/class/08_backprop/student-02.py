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
    if h <= 0:
        raise ValueError("h must be positive")
    moved = np.array(as_float(x), dtype=np.float64)
    gradient = np.empty(moved.shape)
    for index in np.ndindex(moved.shape):
        entry = moved[index]
        moved[index] = entry + h
        above = f(moved)
        moved[index] = entry - h
        below = f(moved)
        moved[index] = entry
        gradient[index] = (above - below) / (2 * h)
    return gradient


# %% [markdown]


# %%
def relative_error(a, b, eps=1e-12):
    a = as_float(a)
    b = _check_shape(b, a.shape)
    worst = 0.0
    for p, q in zip(a.ravel().tolist(), b.ravel().tolist(), strict=True):
        worst = max(worst, abs(p - q) / max(eps, abs(p) + abs(q)))
    return worst


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

    def __init__(self, data: float, parents: "Sequence[tuple[Scalar, float]]" = ()) -> None:
        """Given: make a leaf, or the result of an operation, from pairs (parent, local derivative)."""
        self.data = float(data)
        self.grad = 0.0
        self.parents = parents

    def __add__(self, other: "Scalar | float") -> "Scalar":
        """Return self + other."""
        other = _as_scalar(other)
        return Scalar(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other: "Scalar | float") -> "Scalar":
        """Return self * other."""
        other = _as_scalar(other)
        return Scalar(self.data * other.data, ((self, other.data), (other, self.data)))

    def __pow__(self, exponent):
        if isinstance(exponent, Scalar):
            raise TypeError("a number, please")
        value = self.data**exponent
        return Scalar(value, [(self, exponent * value / self.data)])

    def exp(self) -> "Scalar":
        """Return e to the power of self."""
        value = math.exp(self.data)
        return Scalar(value, ((self, value),))

    def tanh(self):
        once = math.exp(-2 * abs(self.data))
        value = math.copysign((1 - once) / (1 + once), self.data)
        return Scalar(value, [(self, 4 * once / (1 + once) ** 2)])

    def relu(self):
        return self * (1 if self.data > 0 else 0)

    def backward(self):
        depth = {}
        stack = [self]
        while stack:
            node = stack[-1]
            above = [parent for parent, _ in node.parents if parent not in depth]
            if above:
                stack.extend(above)
            else:
                depth[node] = 1 + max((depth[parent] for parent, _ in node.parents), default=0)
                stack.pop()
        for node in depth:
            node.grad = 0.0
        self.grad = 1.0
        for node in sorted(depth, key=depth.get, reverse=True):
            for parent, local in node.parents:
                parent.grad = parent.grad + node.grad * local


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
    x = _check_input(x, W.shape[0])
    out = np.empty((*x.shape[:-1], W.shape[1]), dtype=np.result_type(x, W, b))
    for index in np.ndindex(x.shape[:-1]):
        for j in range(W.shape[1]):
            out[*index, j] = b[j] + math.fsum(x[*index, i] * W[i, j] for i in range(W.shape[0]))
    return out, (x.copy(), W.copy(), out.shape)


def linear_backward(dout, cache):
    x, W, shape = cache
    dout = _check_shape(dout, tuple(shape))
    dx, dW, db = np.zeros_like(x), np.zeros_like(W), np.zeros(W.shape[1], dtype=W.dtype)
    for index in np.ndindex(x.shape[:-1]):
        db += dout[index]
        for i in range(W.shape[0]):
            dW[i] += x[*index, i] * dout[index]
            dx[*index, i] = np.dot(W[i], dout[index])
    return dx, dW, db


# %% [markdown]


# %%
def compose_affine(layers):
    if not layers:
        raise ValueError("no layers")
    W, b = _check_layer(*layers[-1])
    for before in reversed(layers[:-1]):
        V, c = _check_layer(*before)
        if V.shape[1] != W.shape[0]:
            raise ValueError("sizes do not chain")
        b = c @ W + b
        W = V @ W
    return W, b


# %% [markdown]


# %%
def mse_loss(pred, target):
    pred = as_float(pred)
    target = _check_shape(target, pred.shape)
    if pred.size == 0:
        raise ValueError("no entries")
    loss, gradient = 0.0, np.empty_like(pred)
    for index in np.ndindex(pred.shape):
        error = float(pred[index]) - float(target[index])
        loss += error * error / pred.size
        gradient[index] = 2 * error / pred.size
    return loss, gradient


# %% [markdown]


# %%
def softmax_backward(ds, s):
    s = as_float(s)
    ds = _check_shape(ds, s.shape)
    dz = np.empty_like(s)
    for row in np.ndindex(s.shape[:-1]):
        p, d = s[row], ds[row]
        for i in range(len(p)):
            dz[*row, i] = sum(p[j] * ((i == j) - p[i]) * d[j] for j in range(len(p)))
    return dz


# %% [markdown]


# %%
def softmax_cross_entropy(logits, labels):
    logits, labels = _check_logits(logits, labels)
    loss, dlogits = 0.0, np.empty_like(logits)
    for n, label in enumerate(labels):
        row = logits[n].astype(np.float64)
        top = row.max()
        total = top + math.log(sum(math.exp(z - top) for z in row))
        loss += (total - row[label]) / len(labels)
        for k, z in enumerate(row):
            dlogits[n, k] = (math.exp(z - total) - (k == label)) / len(labels)
    return float(loss), dlogits


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
        sizes = list(sizes)
        if len(sizes) <= 1 or not all(size >= 1 for size in sizes):
            raise ValueError("no network")
        self.params = {}
        for i in range(len(sizes) - 1):
            scale = (2 / sizes[i]) ** 0.5
            self.params["W" + str(i)] = scale * rng.standard_normal(size=(sizes[i], sizes[i + 1]))
            self.params["b" + str(i)] = np.zeros((sizes[i + 1],))

    def forward(self, x: Array) -> Array:
        """Return the logits: (N, sizes[0]) -> (N, sizes[-1]). Given; write `_run`, or both in your own way."""
        logits, _ = self._run(x)
        return logits

    def _run(self, x):
        tape = []
        for i in range(len(self.params) // 2):
            gate = np.ones(np.shape(x)) if i == 0 else np.heaviside(x, 0)
            x, cache = linear_forward(x * gate, self.params["W" + str(i)], self.params["b" + str(i)])
            tape.append((gate, cache))
        return x, tape

    def loss_and_grads(self, x, labels):
        logits, tape = self._run(x)
        loss, upstream = softmax_cross_entropy(logits, labels)
        grads = {}
        while tape:
            gate, cache = tape.pop()
            upstream, dW, db = linear_backward(upstream, cache)
            upstream = upstream * gate
            grads["W" + str(len(tape))], grads["b" + str(len(tape))] = dW, db
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
    history = []
    for step in range(n_steps + 1):
        loss, grads = model.loss_and_grads(x, labels)
        history.append(loss)
        if step < n_steps:
            for name in model.params:
                model.params[name] -= lr * grads[name]
    return np.array(history)


def accuracy(model, x, labels):
    right = 0
    for sample, label in zip(x, labels, strict=True):
        right += int(np.argmax(model.forward(sample[None])[0])) == label
    return right / len(x)


def without_relu(model):
    W, b = model.params["W0"], model.params["b0"]
    for i in range(1, len(model.params) // 2):
        W, b = compose_affine([(W, b), (model.params[f"W{i}"], model.params[f"b{i}"])])
    return W, b


# %% [markdown]


# %%
def difference_errors(f, x, slope, h):
    here, right, left = f(x), f(x + h), f(x - h)
    to_the_right, to_the_left = (right - here) / h, (here - left) / h
    return abs((to_the_right - slope) / slope), abs(((to_the_right + to_the_left) / 2 - slope) / slope)


def order_of_error(steps, errors):
    table = np.column_stack([np.log10(steps), np.ones(len(steps))])
    (slope, _), *_ = np.linalg.lstsq(table, np.log10(errors))
    return float(slope)


def best_steps(f, x, slope, steps):
    best = [(math.inf, 0.0), (math.inf, 0.0)]
    for h in steps.tolist():
        for i, error in enumerate(difference_errors(f, x, slope, h)):
            if error < best[i][0]:
                best[i] = (error, h)
    return best[0][1], best[1][1]


# %% [markdown]


# %%
def answer_logit_gradient():
    e = [math.exp(z) for z in (2, 1, 0)]
    return e[0] / sum(e) - 1, e[1] / sum(e), e[2] / sum(e)


def answer_shapes():
    return (100, 10), 2**5
