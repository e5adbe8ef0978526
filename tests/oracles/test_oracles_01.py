"""Is the reference of 01_softmax_information right? Independent implementations, closed forms and derivatives say so.

SciPy is always there; scikit-learn and JAX speak where they are installed.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from marked import load_solution

special: Any = pytest.importorskip("scipy.special")
stats: Any = pytest.importorskip("scipy.stats")
integrate: Any = pytest.importorskip("scipy.integrate")

Array = npt.NDArray[np.float64]
reference: Any = load_solution("01_softmax_information")
AXES = pytest.mark.parametrize("axis", [0, 1, 2, -1])


def scores() -> Array:
    """Draw scores of very different sizes, some of them -inf."""
    x: Array = np.random.default_rng(1).normal(size=(3, 4, 5)) * np.array([1.0, 30.0, 900.0, 0.01])[:, np.newaxis]
    x[0, 1, 2] = x[2, 3, 0] = -np.inf
    return x


def distributions(axis: int, *, zeros: bool) -> tuple[Array, Array]:
    """Draw P and Q along ``axis``; with ``zeros`` both have some, at places that are not the same."""
    rng = np.random.default_rng(2)
    weights = rng.uniform(0.1, 2.0, size=(2, 3, 4, 5))
    if zeros:
        weights[rng.uniform(size=weights.shape) < 0.2] = 0
        weights[:, 0, 0, 0] = 1
    weights += 1e-300  # no slice is empty
    p, q = weights / weights.sum(axis=axis % 3 + 1, keepdims=True)
    return p, q


@AXES
def test_softmax_is_scipys(axis: int) -> None:
    """Scores of any size, along any axis."""
    x = scores()
    np.testing.assert_allclose(reference.softmax(x, axis), special.softmax(x, axis=axis), rtol=1e-12, atol=1e-300)


def test_softmax_keeps_exact_ratios_under_any_shift() -> None:
    """Probabilities stand in the ratio exp(difference), whatever constant is added."""
    x = np.log([[6.0, 3.0, 1.0]]) + np.array([[0.0], [700.0], [-700.0], [1e6]])
    np.testing.assert_allclose(reference.softmax(x), np.tile([0.6, 0.3, 0.1], (4, 1)), rtol=1e-9)


@AXES
@pytest.mark.parametrize("keepdims", [False, True])
def test_log_sum_exp_is_scipys(axis: int, keepdims: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """A slice that is -inf throughout included."""
    x = scores()
    x[1] = -np.inf
    expected = special.logsumexp(x, axis=axis, keepdims=keepdims)
    np.testing.assert_allclose(reference.log_sum_exp(x, axis, keepdims=keepdims), expected, rtol=1e-13)


@AXES
def test_log_softmax_is_scipys(axis: int) -> None:
    """Also where the probability is below the smallest float."""
    x = scores()
    np.testing.assert_allclose(
        reference.log_softmax(x, axis), special.log_softmax(x, axis=axis), rtol=1e-12, atol=1e-12
    )


def test_softmax_is_the_gradient_of_log_sum_exp() -> None:
    """The complex step, exact to rounding, on the textbook formula; the reference must give its derivative."""
    x = np.random.default_rng(3).normal(size=6)
    steps = x + 1e-200j * np.eye(6)
    derivative = np.log(np.exp(steps).sum(axis=-1)).imag / 1e-200
    np.testing.assert_allclose(reference.softmax(x), derivative, rtol=1e-13)


def test_one_hot_is_scikit_learns() -> None:
    """Every label of every class, and classes that do not occur."""
    preprocessing = pytest.importorskip("sklearn.preprocessing")
    labels = np.random.default_rng(4).integers(0, 4, size=20)
    expected = preprocessing.label_binarize(labels, classes=np.arange(6)).astype(float)
    np.testing.assert_array_equal(reference.one_hot(labels, 6), expected)


@AXES
@pytest.mark.parametrize("zeros", [False, True])
def test_information_is_scipys(axis: int, zeros: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Entropy, cross-entropy and divergence against SciPy's elementwise functions, infinities included."""
    p, q = distributions(axis, zeros=zeros)
    if zeros:
        p[p < 1e-200] = 0
        q[q < 1e-200] = 0
    entropy, divergence = special.entr(p).sum(axis=axis), special.rel_entr(p, q).sum(axis=axis)
    np.testing.assert_allclose(reference.entropy(p, axis), entropy, rtol=1e-13, atol=1e-15)
    np.testing.assert_allclose(reference.kl_divergence(p, q, axis), divergence, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(reference.cross_entropy(p, q, axis), entropy + divergence, rtol=1e-12)
    np.testing.assert_allclose(stats.entropy(p, q, axis=axis), divergence, rtol=1e-12, atol=1e-14)


def test_cross_entropy_of_certain_truth_is_scikit_learns_log_loss() -> None:
    """The mean over the rows is the loss of a classifier."""
    metrics = pytest.importorskip("sklearn.metrics")
    labels, q = np.array([2, 0, 1, 2]), distributions(-1, zeros=False)[1][0, :, :3]
    q = q / q.sum(axis=1, keepdims=True)
    loss = reference.cross_entropy(reference.one_hot(labels, 3), q).mean()
    assert loss == pytest.approx(metrics.log_loss(labels, q, labels=[0, 1, 2]), rel=1e-12)


def log_normal(x: Array, mean: float, deviation: float) -> Array:
    """Return the logarithm of a normal density."""
    return np.asarray(stats.norm.logpdf(x, mean, deviation))


@pytest.mark.parametrize(("mean", "deviation"), [(1.0, 2.0), (-0.3, 0.8)])
def test_integral_is_the_closed_form_and_scipys_quadrature(mean: float, deviation: float) -> None:
    """Two normal densities: adaptive quadrature, the closed form and the reference on a fine grid agree."""
    x = np.linspace(-10, 10, 4001)
    found = reference.kl_divergence_continuous(np.exp(log_normal(x, 0, 1)), np.exp(log_normal(x, mean, deviation)), x)
    closed = np.log(deviation) + (1 + mean**2) / (2 * deviation**2) - 0.5
    assert found == pytest.approx(closed, rel=1e-9)

    def integrand(t: float) -> float:
        at = np.array(t)
        return float(np.exp(log_normal(at, 0, 1)) * (log_normal(at, 0, 1) - log_normal(at, mean, deviation)))

    assert found == pytest.approx(integrate.quad(integrand, -10, 10)[0], rel=1e-8)


def test_integral_is_numpys_trapezoid_on_an_uneven_grid() -> None:
    """A grid whose steps differ by a factor of ten and more."""
    rng = np.random.default_rng(5)
    p, q, x = rng.uniform(0.1, 2, 40), rng.uniform(0.1, 2, 40), np.cumsum(rng.uniform(0.05, 1, 40))
    expected = np.trapezoid(special.rel_entr(p, q), x)
    assert reference.kl_divergence_continuous(p, q, x) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_largest_exponent_by_trial(dtype: str) -> None:
    """The number itself is finite under exp, its successor is not."""
    n = np.array(reference.largest_finite_exponent(dtype), dtype=dtype)
    with np.errstate(over="ignore"):
        assert [bool(np.isfinite(np.exp(n + step))) for step in (np.array(k, dtype=dtype) for k in (0, 1))] == [1, 0]


def test_first_broken_scale_is_where_exp_leaves_the_floats() -> None:
    """The bounds of exp are log(max) and the logarithm of half the smallest subnormal number."""
    top = float(np.log(np.finfo(np.float64).max))
    bottom = -float(np.log(np.finfo(np.float64).smallest_subnormal)) + np.log(2)
    for sign, bound in [(1.0, top), (-1.0, bottom)]:
        around = [bound * (1 - 1e-6), bound * (1 + 1e-6)]
        assert reference.first_broken_scale(np.array([sign, sign]), around) == around[1]


def test_bernoulli_divergences_are_scipys() -> None:
    """Two outcomes, term by term, at the ends as well."""
    p, q = np.linspace(0, 1, 11), 0.1
    there = special.rel_entr(p, q) + special.rel_entr(1 - p, 1 - q)
    back = special.rel_entr(q, p) + special.rel_entr(1 - q, 1 - p)
    found = reference.bernoulli_divergences(p, q)
    np.testing.assert_allclose(found[0], there, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(found[1], back, rtol=1e-12, atol=1e-14)


def test_answers_are_what_the_formulas_give() -> None:
    """Question A by running the formula as it stands, question B by the definition of the constant."""
    x = np.array([1.2, 2000.0, -4000.0, 0.0])
    assert reference.answer_not_a_number() == int(np.isnan(reference.naive_softmax(x)).sum())
    assert max(score + reference.answer_log_constant() for score in (3, 7, 5)) == 0


def test_jax_agrees(jax: Any) -> None:
    """Softmax, its logarithm, log-sum-exp, one-hot and the divergence of JAX."""
    x, (p, q) = scores()[0], distributions(-1, zeros=False)
    np.testing.assert_allclose(reference.softmax(x), jax.nn.softmax(x), rtol=1e-12)
    np.testing.assert_allclose(reference.log_softmax(x), jax.nn.log_softmax(x), rtol=1e-12)
    np.testing.assert_allclose(reference.log_sum_exp(x), jax.nn.logsumexp(x, axis=-1), rtol=1e-12)
    np.testing.assert_array_equal(reference.one_hot(np.array([[2, 0]]), 3), jax.nn.one_hot(np.array([[2, 0]]), 3))
    divergence = jax.scipy.special.rel_entr(p, q).sum(axis=-1)
    np.testing.assert_allclose(reference.kl_divergence(p, q), divergence, rtol=1e-12)
