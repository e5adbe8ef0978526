"""The reference of the assignment on backpropagation, proved right against implementations that are not ours.

Complex steps and SciPy always; JAX and optax where they are installed. The loaded module is the marked solution itself.
"""

import math
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from marked import load_solution

differentiate = pytest.importorskip("scipy.differentiate")
distance = pytest.importorskip("scipy.spatial.distance")
optimize = pytest.importorskip("scipy.optimize")
special = pytest.importorskip("scipy.special")
stats = pytest.importorskip("scipy.stats")
metrics = pytest.importorskip("sklearn.metrics")

SIZES = (3, 5, 4, 3)

Array = np.ndarray[Any, np.dtype[np.float64]]


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    """Load the marked solution."""
    return load_solution("08_backprop")


@pytest.fixture
def rng() -> np.random.Generator:
    """Return the same generator for every test."""
    return np.random.default_rng(8)


def complex_step(f: Callable[[Any], Any], x: Array) -> Array:
    """Return the gradient of an analytic f without any difference: the imaginary part of f(x + ih), divided by h."""
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        shifted = x.astype(np.complex128)
        shifted[index] += 1e-30j
        gradient[index] = f(shifted).imag / 1e-30
    return gradient


def cross_entropy(logits: Any, labels: Any) -> Any:
    """Return the mean cross-entropy in complex arithmetic; the logits are small, so no shift is needed."""
    picked = logits[np.arange(len(labels)), labels]
    return np.mean(np.log(np.sum(np.exp(logits), axis=1)) - picked)


def network(params: dict[str, Any], x: Any) -> Any:
    """Return the logits; a complex number is open where its real part is positive."""
    layers = len(params) // 2
    for i in range(layers):
        x = x @ params[f"W{i}"] + params[f"b{i}"]
        x = x * (x.real > 0) if i < layers - 1 else x
    return x


def test_numerical_gradient_agrees_with_scipy(reference: ModuleType, rng: np.random.Generator) -> None:
    """Rosenbrock's function has a gradient in SciPy, and SciPy a derivative of its own."""
    x = rng.normal(size=5)
    gradient = reference.numerical_gradient(optimize.rosen, x)
    np.testing.assert_allclose(gradient, optimize.rosen_der(x), rtol=1e-6, atol=1e-5)
    slope = differentiate.derivative(np.cos, 0.7).df
    np.testing.assert_allclose(reference.numerical_gradient(np.cos, np.array(0.7)), slope, rtol=1e-8)


def test_relative_error_agrees_with_scipy(reference: ModuleType, rng: np.random.Generator) -> None:
    """Of one entry it is the Canberra distance, and the largest of the entries is taken."""
    a, b = rng.normal(size=20), rng.normal(size=20)
    expected = max(distance.canberra([p], [q]) for p, q in zip(a, b, strict=True))
    assert reference.relative_error(a, b) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("x", [0.3, -1.2])
def test_scalar_agrees_with_complex_steps(reference: ModuleType, x: float) -> None:
    """A formula that uses every operation, with shared parts, differentiated in two ways."""

    def formula(u: Any, exp: Any, tanh: Any) -> Any:
        a = exp(u) * 0.5
        b = tanh(a - u / 3) ** 3 + 2 / (a + 1)
        return (1 - b) * a / b + b**-2 * -u

    leaf = reference.Scalar(x)
    result = formula(leaf, reference.Scalar.exp, reference.Scalar.tanh)
    result.backward()
    expected = formula(complex(x, 1e-30), np.exp, np.tanh)
    assert result.data == pytest.approx(expected.real, rel=1e-12)
    assert leaf.grad == pytest.approx(expected.imag / 1e-30, rel=1e-12)


def test_relu_of_a_scalar_has_the_slope_of_a_ramp(reference: ModuleType) -> None:
    """One above zero, none below, and none at zero by convention."""
    for value, slope in ((2.0, 1.0), (-2.0, 0.0), (0.0, 0.0)):
        leaf = reference.Scalar(value)
        result = leaf.relu()
        result.backward()
        assert (result.data, leaf.grad) == (np.clip(value, 0, None), slope)


def test_linear_layer_agrees_with_complex_steps(reference: ModuleType, rng: np.random.Generator) -> None:
    """Each of the three gradients, with two leading axes and an upstream gradient that is not one."""
    x, w, b, dout = (rng.normal(size=shape) for shape in ((2, 3, 4), (4, 5), (5,), (2, 3, 5)))

    def loss(x: Any, w: Any, b: Any) -> Any:
        return np.sum(dout * (np.einsum("nti,ij->ntj", x, w) + b))

    out, cache = reference.linear_forward(x, w, b)
    np.testing.assert_allclose(out, np.einsum("nti,ij->ntj", x, w) + b)
    dx, dw, db = reference.linear_backward(dout, cache)
    np.testing.assert_allclose(dx, complex_step(lambda v: loss(v, w, b), x))
    np.testing.assert_allclose(dw, complex_step(lambda v: loss(x, v, b), w))
    np.testing.assert_allclose(db, complex_step(lambda v: loss(x, w, v), b))


def test_compose_affine_agrees_with_a_multiple_product(reference: ModuleType, rng: np.random.Generator) -> None:
    """The matrix is NumPy's multiple product, the bias what becomes of zero."""
    layers = [(rng.normal(size=(m, n)), rng.normal(size=n)) for m, n in ((3, 6), (6, 2), (2, 4))]
    w, b = reference.compose_affine(layers)
    zero = np.zeros(3)
    for weights, bias in layers:
        zero = zero @ weights + bias
    np.testing.assert_allclose(w, np.linalg.multi_dot([weights for weights, _ in layers]))
    np.testing.assert_allclose(b, zero)


def test_mse_loss_agrees_with_sklearn_and_complex_steps(reference: ModuleType, rng: np.random.Generator) -> None:
    """The loss is a library's, and the gradient is the loss's."""
    pred, target = rng.normal(size=(4, 3)), rng.normal(size=(4, 3))
    loss, gradient = reference.mse_loss(pred, target)
    assert loss == pytest.approx(metrics.mean_squared_error(target, pred), rel=1e-12)
    np.testing.assert_allclose(gradient, complex_step(lambda v: np.mean((v - target) ** 2), pred))


def test_softmax_backward_agrees_with_complex_steps(reference: ModuleType, rng: np.random.Generator) -> None:
    """The gradient of a weighted sum of probabilities, and the Jacobian written out."""
    z, ds = rng.normal(size=(3, 5)), rng.normal(size=(3, 5))
    s = special.softmax(z, axis=1)
    expected = complex_step(lambda v: np.sum(ds * np.exp(v) / np.sum(np.exp(v), axis=1, keepdims=True)), z)
    np.testing.assert_allclose(reference.softmax_backward(ds, s), expected, rtol=1e-10, atol=1e-14)
    jacobians = [np.diag(p) - np.outer(p, p) for p in s]
    explicit = np.stack([jacobian @ d for jacobian, d in zip(jacobians, ds, strict=True)])
    np.testing.assert_allclose(reference.softmax_backward(ds, s), explicit, rtol=1e-10, atol=1e-14)


def test_softmax_cross_entropy_agrees_with_sklearn(reference: ModuleType, rng: np.random.Generator) -> None:
    """The loss is the log loss, and the gradient is the loss's."""
    logits, labels = rng.normal(size=(6, 4)), np.array([0, 3, 1, 1, 2, 0])
    loss, gradient = reference.softmax_cross_entropy(logits, labels)
    probabilities = special.softmax(logits, axis=1)
    assert loss == pytest.approx(metrics.log_loss(labels, probabilities, labels=range(4)), rel=1e-12)
    expected = complex_step(lambda v: cross_entropy(v, labels), logits)
    np.testing.assert_allclose(gradient, expected, rtol=1e-10, atol=1e-14)


def test_mlp_agrees_with_complex_steps(reference: ModuleType, rng: np.random.Generator) -> None:
    """Every gradient of a network with two hidden layers."""
    model = reference.MLP(SIZES, rng)
    for name in model.params:
        model.params[name] = model.params[name] + 0.3 * rng.normal(size=model.params[name].shape)
    x, labels = rng.normal(size=(7, 3)), rng.integers(0, 3, size=7)
    loss, grads = model.loss_and_grads(x, labels)
    np.testing.assert_allclose(model.forward(x), network(model.params, x))
    assert loss == pytest.approx(cross_entropy(network(model.params, x), labels), rel=1e-12)
    for name, value in model.params.items():
        changed = lambda v, name=name: cross_entropy(network(model.params | {name: v}, x), labels)  # noqa: E731  a loss in one line
        np.testing.assert_allclose(grads[name], complex_step(changed, value), rtol=1e-10, atol=1e-14)


def test_mlp_agrees_with_jax(reference: ModuleType, jax: Any, optax: Any, rng: np.random.Generator) -> None:
    """A second tool for automatic differentiation, with its own loss, says the same."""
    model = reference.MLP(SIZES, rng)
    x, labels = rng.normal(size=(7, 3)), rng.integers(0, 3, size=7)

    def loss(params: dict[str, Any]) -> Any:
        h = x
        for i in range(3):
            h = h @ params[f"W{i}"] + params[f"b{i}"]
            h = jax.nn.relu(h) if i < 2 else h
        return optax.softmax_cross_entropy_with_integer_labels(h, labels).mean()

    value, grads = jax.value_and_grad(loss)(dict(model.params))
    found, ours = model.loss_and_grads(x, labels)
    assert found == pytest.approx(float(value), rel=1e-12)
    for name, gradient in ours.items():
        np.testing.assert_allclose(gradient, np.asarray(grads[name]), rtol=1e-10, atol=1e-14)


def test_initial_weights_keep_the_mean_square_through_relus(reference: ModuleType, rng: np.random.Generator) -> None:
    """He's point: after many layers the signal is neither gone nor grown out of bounds."""
    depth, width = 20, 256
    params = reference.MLP([width] * (depth + 1), rng).params
    h = rng.normal(size=(64, width))
    for i in range(depth):
        h = np.maximum(h @ params[f"W{i}"], 0)
    # the mean square of max(z, 0) is half the variance of z, which is twice the mean square before
    assert 0.2 < np.mean(h**2) < 5


def test_experiment_two_moons(reference: ModuleType) -> None:
    """The network separates what no straight line separates; without ReLU it is one affine map."""
    x, labels = reference.two_moons(200, 0.1, np.random.default_rng(0))
    model, line = (reference.MLP(sizes, np.random.default_rng(1)) for sizes in ([2, 16, 2], [2, 2]))
    for one in (model, line):
        losses = reference.train(one, x, labels, 1.0, 400)
        assert losses[-1] < losses[0]
    right = metrics.accuracy_score(labels, np.argmax(model.forward(x), axis=1))
    assert reference.accuracy(model, x, labels) == right
    assert right > 0.97
    assert 0.8 < reference.accuracy(line, x, labels) < 0.95
    w, b = reference.without_relu(model)
    p = model.params
    np.testing.assert_allclose(x @ w + b, (x @ p["W0"] + p["b0"]) @ p["W1"] + p["b1"], rtol=1e-10, atol=1e-12)


def test_experiment_step_size(reference: ModuleType, rng: np.random.Generator) -> None:
    """First and second order, a best step near the root and the cube root of eps, and a line as SciPy fits it."""
    steps = 10.0 ** -np.arange(1, 13)
    errors = np.array([reference.difference_errors(math.sin, 1.0, math.cos(1.0), float(h)) for h in steps])
    assert reference.order_of_error(steps[:4], errors[:4, 0]) == pytest.approx(1, abs=0.02)
    assert reference.order_of_error(steps[:4], errors[:4, 1]) == pytest.approx(2, abs=0.02)
    best = reference.best_steps(math.sin, 1.0, math.cos(1.0), steps)
    assert np.log10(best) == pytest.approx([-8, -5.2], abs=1.1)
    u, v = rng.normal(size=9), rng.normal(size=9)
    expected = stats.linregress(u, v).slope
    assert reference.order_of_error(np.exp(u), np.exp(v)) == pytest.approx(expected, rel=1e-9)


def test_questions(reference: ModuleType) -> None:
    """The answers, computed by others."""
    expected = special.softmax([2.0, 1.0, 0.0]) - np.array([1.0, 0.0, 0.0])
    assert reference.answer_logit_gradient() == pytest.approx(expected, abs=1e-5)
    x, w, dout = np.ones((32, 100)), np.ones((100, 10)), np.ones((32, 10))
    assert reference.answer_shapes() == ((x.T @ dout).shape, np.sum(dout, axis=0)[0])
    assert (x.T @ dout).shape == w.shape
