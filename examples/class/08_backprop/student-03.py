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

def _check_shape(array: ArrayLike, shape: tuple[int, ...]) -> Array:
    array = as_float(array)
    if array.shape != shape:
        raise ValueError(f'expected the shape {shape}, got {array.shape}')
    return array

def _check_layer(W: ArrayLike, b: ArrayLike) -> tuple[Array, Array]:
    W = as_float(W)
    if W.ndim != 2 or W.size == 0:
        raise ValueError(f'W must have the shape (D_in, D_out) and an entry at least, got {W.shape}')
    return (W, _check_shape(b, W.shape[1:]))

def _check_input(x: ArrayLike, width: int) -> Array:
    x = as_float(x)
    if x.shape[-1:] != (width,) or x.size == 0:
        raise ValueError(f'expected the shape (..., {width}) and an entry at least, got {x.shape}')
    return x

def _check_logits(logits: ArrayLike, labels: ArrayLike) -> tuple[Array, Labels]:
    logits, labels = (as_float(logits), np.asarray(labels))
    if logits.ndim != 2 or logits.size == 0 or labels.shape != logits.shape[:1]:
        raise ValueError(f'expected logits (N, K) and labels (N,), got {logits.shape} and {labels.shape}')
    if labels.dtype.kind not in 'iu' or labels.min() < 0 or labels.max() >= logits.shape[1]:
        raise ValueError(f'labels must be integers from 0 to {logits.shape[1] - 1}')
    return (logits, labels)

def numerical_gradient(f: Callable[[NDArray[np.float64]], float], x: Array, h: float=1e-05) -> NDArray[np.float64]:
    if h <= 0:
        raise ValueError(f'h must be positive, got {h}')
    point = as_float(x).astype(np.float64)
    gradient = np.zeros_like(point)
    for index in np.ndindex(point.shape):
        above, below = (point.copy(), point.copy())
        above[index] += h
        below[index] -= h
        gradient[index] = (f(above) - f(below)) / (2 * h)
    return gradient

def relative_error(a: Array, b: Array, eps: float=1e-12) -> float:
    a = as_float(a)
    b = _check_shape(b, a.shape)
    size = np.maximum(eps, np.abs(a) + np.abs(b))
    return float(np.max(np.abs(a - b) / size, initial=0.0))

class Scalar:

    def __init__(self, data: float, parents: 'Sequence[tuple[Scalar, float]]'=()) -> None:
        self.data = float(data)
        self.grad = 0.0
        self.parents = parents

    def __add__(self, other: 'Scalar | float') -> 'Scalar':
        other = _as_scalar(other)
        return Scalar(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other: 'Scalar | float') -> 'Scalar':
        other = _as_scalar(other)
        return Scalar(self.data * other.data, ((self, other.data), (other, self.data)))

    def __pow__(self, exponent: float) -> 'Scalar':
        return Scalar(self.data ** exponent, ((self, exponent * self.data ** (exponent - 1)),))

    def exp(self) -> 'Scalar':
        value = math.exp(self.data)
        return Scalar(value, ((self, value),))

    def tanh(self) -> 'Scalar':
        value = math.tanh(self.data)
        return Scalar(value, ((self, 1 - value ** 2),))

    def relu(self) -> 'Scalar':
        return Scalar(max(self.data, 0.0), ((self, float(self.data > 0)),))

    def backward(self) -> None:
        order: list[Scalar] = []
        seen: set[Scalar] = set()
        stack = [(self, False)]
        while stack:
            node, parents_done = stack.pop()
            if parents_done:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                stack.append((node, True))
                stack.extend(((parent, False) for parent, _ in node.parents))
        for node in order:
            node.grad = 0.0
        self.grad = 1.0
        for node in reversed(order):
            for parent, local in node.parents:
                parent.grad += local * node.grad

    def __neg__(self) -> 'Scalar':
        return self * -1

    def __sub__(self, other: 'Scalar | float') -> 'Scalar':
        return self + -other

    def __truediv__(self, other: 'Scalar | float') -> 'Scalar':
        return self * other ** (-1)

    def __radd__(self, other: float) -> 'Scalar':
        return self + other

    def __rsub__(self, other: float) -> 'Scalar':
        return -self + other

    def __rmul__(self, other: float) -> 'Scalar':
        return self * other

    def __rtruediv__(self, other: float) -> 'Scalar':
        return self ** (-1) * other

def _as_scalar(value: Scalar | float) -> Scalar:
    return value if isinstance(value, Scalar) else Scalar(value)

def repeated_product(x: Scalar, n: int) -> Scalar:
    result = x
    for _ in range(n - 1):
        result = result * x
    return result

def linear_forward(x: Array, W: Array, b: Array) -> tuple[Array, Cache]:
    W, b = _check_layer(W, b)
    x = _check_input(x, W.shape[0])
    return (x @ W + b, (x, W))

def linear_backward(dout: Array, cache: Cache) -> tuple[Array, Array, Array]:
    x, W = cache
    dout = _check_shape(dout, (*x.shape[:-1], W.shape[1]))
    rows, drows = (x.reshape(-1, W.shape[0]), dout.reshape(-1, W.shape[1]))
    dx = dout @ W.T
    dW = rows.T @ drows
    return (dx, dW, drows.sum(axis=0))

def compose_affine(layers: Sequence[tuple[Array, Array]]) -> tuple[Array, Array]:
    (W, b), *rest = (_check_layer(*layer) for layer in layers)
    for W_next, b_next in rest:
        W, b = (W @ W_next, b @ W_next + b_next)
    return (W, b)

def mse_loss(pred: Array, target: Array) -> tuple[float, Array]:
    pred = as_float(pred)
    difference = pred - _check_shape(target, pred.shape)
    if not difference.size:
        raise ValueError('the mean of no entries is not defined')
    return (float(np.mean(difference ** 2)), 2 * difference / difference.size)

def softmax_backward(ds: Array, s: Array) -> Array:
    s = as_float(s)
    ds = _check_shape(ds, s.shape)
    mean: Array = np.sum(ds * s, axis=-1, keepdims=True)
    return s * (ds - mean)

def softmax_cross_entropy(logits: Array, labels: Labels) -> tuple[float, Array]:
    logits, labels = _check_logits(logits, labels)
    n = len(labels)
    log_p = log_softmax(logits)
    picked = (np.arange(n), labels)
    dlogits = np.exp(log_p)
    dlogits[picked] -= 1
    return (float(-np.mean(log_p[picked])), dlogits / n)

class MLP:
    params: dict[str, Array]

    def __init__(self, sizes: Sequence[int], rng: np.random.Generator) -> None:
        if len(sizes) < 2 or min(sizes) < 1:
            raise ValueError(f'expected two sizes or more, each at least 1, got {sizes}')
        self.params = {}
        for i, (d_in, d_out) in enumerate(pairwise(sizes)):
            self.params[f'W{i}'] = math.sqrt(2 / d_in) * rng.standard_normal((d_in, d_out))
            self.params[f'b{i}'] = np.zeros(d_out)

    def forward(self, x: Array) -> Array:
        logits, _ = self._run(x)
        return logits

    def _run(self, x: Array) -> tuple[Array, list[Cache]]:
        h, caches = (x, [])
        for i in range(len(self.params) // 2):
            if i > 0:
                h = np.maximum(h, 0)
            z, cache = linear_forward(h, self.params[f'W{i}'], self.params[f'b{i}'])
            caches.append((h, cache))
            h = z
        return (h, caches)

    def loss_and_grads(self, x: Array, labels: Labels) -> tuple[float, dict[str, Array]]:
        logits, caches = self._run(x)
        loss, d = softmax_cross_entropy(logits, labels)
        grads = {}
        for i in reversed(range(len(caches))):
            h, cache = caches[i]
            d, grads[f'W{i}'], grads[f'b{i}'] = linear_backward(d, cache)
            d = d * (h > 0)
        return (loss, grads)

def two_moons(n: int, noise: float, rng: np.random.Generator) -> tuple[Array, Labels]:
    labels = np.arange(n) % 2
    angle = rng.uniform(0, np.pi, n)
    x = np.where(labels, 1 - np.cos(angle), np.cos(angle))
    y = np.where(labels, 0.5 - np.sin(angle), np.sin(angle))
    return (np.column_stack([x, y]) + noise * rng.standard_normal((n, 2)), labels)

def train(model: MLP, x: Array, labels: Labels, lr: float, n_steps: int) -> Array:
    losses = []
    for _ in range(n_steps):
        loss, grads = model.loss_and_grads(x, labels)
        losses.append(loss)
        for name, grad in grads.items():
            model.params[name] = model.params[name] - lr * grad
    return np.array([*losses, model.loss_and_grads(x, labels)[0]])

def accuracy(model: MLP, x: Array, labels: Labels) -> float:
    return float(np.mean(np.argmax(model.forward(x), axis=1) == labels))

def without_relu(model: MLP) -> tuple[Array, Array]:
    params = model.params
    return compose_affine([(params[f'W{i}'], params[f'b{i}']) for i in range(len(params) // 2)])

def difference_errors(f: Callable[[float], float], x: float, slope: float, h: float) -> tuple[float, float]:
    forward = (f(x + h) - f(x)) / h
    central = (f(x + h) - f(x - h)) / (2 * h)
    return (abs(forward - slope) / abs(slope), abs(central - slope) / abs(slope))

def order_of_error(steps: Array, errors: Array) -> float:
    slope, _ = np.polyfit(np.log(steps), np.log(errors), 1)
    return float(slope)

def best_steps(f: Callable[[float], float], x: float, slope: float, steps: Array) -> tuple[float, float]:
    errors = np.array([difference_errors(f, x, slope, float(h)) for h in steps])
    forward, central = np.argmin(errors, axis=0)
    return (float(steps[forward]), float(steps[central]))

def answer_logit_gradient() -> tuple[float, float, float]:
    return (-0.334759, 0.244728, 0.090031)

def answer_shapes() -> tuple[tuple[int, int], int]:
    return ((100, 10), 32)
