"""The reference of 07_activations_and_init against SciPy, JAX, complex steps and closed forms.

None of these shares a line with the solution; every exercise meets at least one of them.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from marked import load_solution
from numpy.typing import NDArray

special = pytest.importorskip("scipy.special")
stats = pytest.importorskip("scipy.stats")

X = np.concatenate([np.linspace(-40, 40, 161), [-1000.0, -700.0, -1e-12, 1e-12, 1000.0]])
RATIONALS = np.array([-3.0, -0.7, -1e-3, 0.2, 1.9, 8.0])  # away from the kink

Array = NDArray[np.floating]


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    """Import the solution."""
    return load_solution("07_activations_and_init")


def complex_step(function: Callable[[Any], Any], x: Array) -> Array:
    """Return Im f(x + ih)/h: a derivative without a difference, exact to the last digits."""
    slopes: Array = np.imag(function(x + 1e-30j)) / 1e-30
    return slopes


def rectified(left: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return the function that is x on the right and ``left`` on the left, for complex x."""
    return lambda z: np.where(z.real > 0, z, left(z))


def test_sigmoid_is_scipys(reference: ModuleType) -> None:
    """The values are those of scipy.special.expit to the last digits, tails included."""
    np.testing.assert_allclose(reference.sigmoid(X), special.expit(X), rtol=1e-14, atol=0)


def test_sigmoid_slope_is_a_complex_step(reference: ModuleType) -> None:
    """The slope is the derivative of the definition, and the product of both tails in SciPy."""
    x = np.linspace(-8, 8, 41)
    np.testing.assert_allclose(reference.sigmoid_grad(x), complex_step(lambda z: 1 / (1 + np.exp(-z)), x), rtol=1e-11)
    np.testing.assert_allclose(
        reference.sigmoid_grad(x), np.exp(special.log_expit(x) + special.log_expit(-x)), rtol=1e-11
    )


def test_tanh_is_a_logistic_distribution(reference: ModuleType) -> None:
    """The value is twice the distribution function of a logistic variable of scale ½, less one."""
    np.testing.assert_allclose(reference.tanh(X), 2 * stats.logistic.cdf(X, scale=0.5) - 1, rtol=1e-12, atol=1e-15)


def test_tanh_slope_is_a_complex_step(reference: ModuleType) -> None:
    """The slope is the derivative of sinh/cosh."""
    x = np.linspace(-5, 5, 41)
    np.testing.assert_allclose(reference.tanh_grad(x), complex_step(lambda z: np.sinh(z) / np.cosh(z), x), rtol=1e-9)


def test_relu_and_its_relatives_have_complex_steps(reference: ModuleType) -> None:
    """Away from the kink each slope is the derivative of its definition."""
    for function, slope, left in [
        (reference.relu, reference.relu_grad, lambda z: 0 * z),
        (lambda x: reference.leaky_relu(x, 2.5), lambda x: reference.leaky_relu_grad(x, 2.5), lambda z: 2.5 * z),
        (lambda x: reference.elu(x, 1.5), lambda x: reference.elu_grad(x, 1.5), lambda z: 1.5 * (np.exp(z) - 1)),
    ]:
        definition = rectified(left)
        np.testing.assert_allclose(function(RATIONALS), definition(RATIONALS + 0j).real, rtol=1e-12)
        np.testing.assert_allclose(slope(RATIONALS), complex_step(definition, RATIONALS), rtol=1e-12)


def test_elu_near_zero_is_scipys(reference: ModuleType) -> None:
    """Below zero e^x - 1 is x times the relative exponential, which SciPy computes with all digits."""
    x = -np.logspace(-15, 2.5, 30)
    np.testing.assert_allclose(reference.elu(x, 1.5), 1.5 * special.exprel(x) * x, rtol=1e-14)


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu", "leaky_relu", "elu"])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_values_and_slopes_are_those_of_jax(reference: ModuleType, jax: Any, name: str, dtype: str) -> None:
    """JAX has the same values, and its automatic derivative the same slopes, but for one choice at a kink."""
    x = np.array([-3.0, -0.25, 0.0, -0.0, 0.5, 4.0], dtype=dtype)
    theirs = getattr(jax.nn, name)
    rtol = 1e-12 if dtype == "float64" else 1e-6
    ours, slopes = getattr(reference, name)(x), getattr(reference, f"{name}_grad")(x)
    assert ours.dtype == slopes.dtype == x.dtype
    np.testing.assert_allclose(ours, theirs(x), rtol=rtol, atol=rtol)
    told = np.ones(6, dtype=bool) if name != "leaky_relu" else x != 0  # JAX takes the slope from the right there
    np.testing.assert_allclose(slopes[told], jax.vmap(jax.grad(theirs))(x)[told], rtol=rtol, atol=rtol)


@pytest.mark.parametrize("std", [0.01, 0.5])
def test_gaussian_weights_are_normal(reference: ModuleType, std: float) -> None:
    """A Kolmogorov-Smirnov test finds nothing but N(0, std²)."""
    drawn = reference.gaussian_init(200, 150, std, np.random.default_rng(5))
    assert stats.kstest(drawn.ravel(), stats.norm(0, std).cdf).pvalue > 0.01
    assert stats.kstest(drawn.ravel(), stats.norm(0, 1.05 * std).cdf).pvalue < 0.01


@pytest.mark.parametrize("shape", [(200, 150), (40, 600), (600, 40)])
def test_scaled_weights_have_the_spread_of_jax(reference: ModuleType, jax: Any, shape: tuple[int, int]) -> None:
    """JAX's Xavier and He initialisers, told not to truncate, draw from the same distribution."""
    scaling = jax.nn.initializers.variance_scaling
    xavier, he = scaling(1.0, "fan_avg", "normal"), scaling(2.0, "fan_in", "normal")
    for ours, theirs in [(reference.xavier_normal, xavier), (reference.he_normal, he)]:
        drawn, expected = ours(*shape, np.random.default_rng(7)), np.asarray(theirs(jax.random.key(0), shape))
        assert drawn.shape == shape
        assert stats.ks_2samp(drawn.ravel(), expected.ravel()).pvalue > 0.01


def test_scaled_weights_follow_their_papers(reference: ModuleType) -> None:
    """The variances are those of the papers, by a chi-squared test at four standard errors."""
    for d_in, d_out in [(250, 120), (30, 500)]:
        for draw, variance in [(reference.xavier_normal, 2 / (d_in + d_out)), (reference.he_normal, 2 / d_in)]:
            drawn = draw(d_in, d_out, np.random.default_rng(11))
            low, high = stats.chi2.interval(0.9999, drawn.size)
            assert low < float((drawn**2).sum()) / variance < high


def test_statistics_are_those_of_one_scan_over_layers(reference: ModuleType, jax: Any) -> None:
    """Layers of tanh that JAX scans over have the same means and population spreads."""
    rng = np.random.default_rng(3)
    x, weights = rng.normal(size=(9, 4)), rng.normal(size=(5, 4, 4))

    def layer(h: Any, matrix: Any) -> Any:
        h = jax.numpy.tanh(jax.numpy.einsum("ni,io->no", h, matrix))
        return h, (h.mean(), h.std())

    _, expected = jax.lax.scan(layer, x, weights)
    np.testing.assert_allclose(reference.activation_statistics(x, list(weights), np.tanh), expected)


def test_statistics_of_one_normal_layer_have_a_closed_form(reference: ModuleType) -> None:
    """ReLU makes of N(0, 1) the mean 1/√(2π) and the variance ½ - 1/(2π)."""
    x = np.random.default_rng(2).normal(size=(100_000, 1))
    means, stds = reference.activation_statistics(x, [np.ones((1, 1))], reference.relu)
    np.testing.assert_allclose([means[0], stds[0] ** 2], [(2 * np.pi) ** -0.5, 0.5 - 0.5 / np.pi], rtol=0.02)


def test_dead_units_have_no_gradient_in_jax(reference: ModuleType, jax: Any) -> None:
    """The dead units are those whose weights JAX gives no gradient on the whole batch."""
    rng = np.random.default_rng(4)
    x, weights = rng.normal(size=(2, 3)), rng.normal(size=(3, 50))
    gradient = np.asarray(jax.grad(lambda w: jax.nn.relu(x @ w).sum())(weights))
    share = float(np.mean(np.all(gradient == 0, axis=0)))
    assert 0 < share < 1
    assert reference.dead_relu_fraction(x @ weights) == pytest.approx(share)


def test_signal_in_ten_layers_follows_a_mean_field(reference: ModuleType) -> None:
    """In a wide tanh net the variance q obeys q ← E tanh²(√(w q) z), the expectation by Gauss and Hermite."""
    width, nodes = 400, np.polynomial.hermite_e.hermegauss(201)
    z, mass = nodes[0], nodes[1] / nodes[1].sum()
    x = np.random.default_rng(0).normal(size=(200, width))
    for scheme, w in [("small", 0.01**2 * width), ("large", 0.25 * width), ("halved", 0.5), ("xavier", 1.0)]:
        q, expected = 1.0, []
        for _ in range(10):
            q = float(mass @ np.tanh(np.sqrt(w * q) * z) ** 2)
            expected.append(q**0.5)
        found = reference.stds_through_depth(scheme, x, 10, np.random.default_rng(1))
        np.testing.assert_allclose(found, expected, rtol=0.06)
    he = reference.stds_through_depth("he", x, 10, np.random.default_rng(1))
    np.testing.assert_allclose(he[0], (1 - 1 / np.pi) ** 0.5, rtol=0.02)


def test_shared_signs_are_those_of_the_gradients_of_jax(reference: ModuleType, jax: Any) -> None:
    """Automatic differentiation, sample by sample, finds the same share; it is 2^(1-D) around zero, 1 above it."""
    rng = np.random.default_rng(6)
    inputs, w, upstream = rng.normal(size=(60, 2)), rng.normal(size=2), rng.normal(size=60)
    loss = jax.grad(lambda w, x, above: above * jax.nn.sigmoid(x @ w))
    signs = np.sign(jax.vmap(loss, in_axes=(None, 0, 0))(w, inputs, upstream))  # (60, 2)
    assert reference.sign_agreement(inputs, w, upstream) == pytest.approx(np.mean(signs[:, 0] == signs[:, 1]))
    many = rng.normal(size=(20_000, 4))
    assert reference.sign_agreement(many, np.ones(4), np.ones(20_000)) == pytest.approx(1 / 8, rel=0.1)
    assert reference.sign_agreement(np.abs(many), np.ones(4), rng.normal(size=20_000)) == 1.0


def test_answers_are_true(reference: ModuleType) -> None:
    """The slopes are maxima, the variances those of draws, and the stretched sigmoid is tanh."""
    x = np.linspace(-6, 6, 2401)
    slopes = [complex_step(lambda z: 1 / (1 + np.exp(-z)), x).max(), complex_step(np.tanh, x).max()]
    np.testing.assert_allclose(reference.answer_steepest_slopes(), slopes, rtol=1e-12)
    draw = np.random.default_rng(8).standard_normal((500, 500)) / np.sqrt(1000)
    formula, code = reference.answer_two_variances()
    np.testing.assert_allclose([formula, code], [2 / (500 + 500), draw.var()], rtol=0.02)
    a, b, c = reference.answer_stretched_sigmoid()
    np.testing.assert_allclose(a * special.expit(b * x) + c, np.tanh(x), atol=1e-14)
