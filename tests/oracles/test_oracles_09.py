"""The optimizers of assignment 09 against independent implementations: optax, SciPy, matrices and closed forms.

Every oracle computes whole paths; none of them shares a line with the solution.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from marked import load_solution

optimize: Any = pytest.importorskip("scipy.optimize")
signal: Any = pytest.importorskip("scipy.signal")
SOLUTION: Any = load_solution("09_optimizers")

Array = npt.NDArray[np.float64]


@pytest.fixture
def rng() -> np.random.Generator:
    """Draw the same numbers in every run."""
    return np.random.default_rng(9)


def path(optimizer: Any, start: Array, gradients: Array) -> Array:
    """Return the points that the solution's optimizer visits: (T, ...)."""
    params, points = {"w": start.copy()}, []
    for g in gradients:
        optimizer.step(params, {"w": g})
        points.append(params["w"].copy())
    return np.array(points)


def optax_path(transformation: Any, start: Array, gradients: Array) -> Array:
    """Return the points that an optax transformation visits."""
    w, state, points = start, transformation.init(start), []
    for g in gradients:
        update, state = transformation.update(g, state, w)
        w = w + np.asarray(update)
        points.append(w)
    return np.array(points)


def compared(optimizer: Any, transformation: Any, rng: np.random.Generator) -> None:
    """Compare fifty steps on gradients of very different sizes."""
    start, gradients = rng.normal(size=5), rng.normal(size=(50, 5)) * 10.0 ** np.arange(-3, 2)
    expected = optax_path(transformation, start, gradients)
    np.testing.assert_allclose(path(optimizer, start, gradients), expected, rtol=1e-10, atol=1e-12)


def test_sgd_is_optax_sgd(optax: Any, rng: np.random.Generator) -> None:
    """Plain descent agrees with optax.sgd."""
    compared(SOLUTION.SGD(0.1), optax.sgd(0.1), rng)


def test_sgd_subtracts_the_sum_of_the_gradients(rng: np.random.Generator) -> None:
    """What a walk at one learning rate adds up to does not depend on the order of its steps."""
    start, gradients = rng.normal(size=(2, 3)), rng.normal(size=(20, 2, 3))
    expected = start - 0.1 * np.cumsum(gradients, axis=0)
    np.testing.assert_allclose(path(SOLUTION.SGD(0.1), start, gradients), expected, rtol=1e-12)


def test_momentum_is_optax_sgd_with_momentum(optax: Any, rng: np.random.Generator) -> None:
    """The heavy ball agrees with optax.sgd(momentum=β), whose trace is undamped as well."""
    compared(SOLUTION.Momentum(0.1, 0.8), optax.sgd(0.1, momentum=0.8), rng)


def test_momentum_on_a_parabola_is_a_power_of_a_matrix() -> None:
    """On ½ λ x² a step is a linear map of (x, v), so that t steps are its t-th power."""
    lr, beta, curvature = 0.1, 0.9, 3.0
    matrix = np.array([[1 - lr * curvature, -lr * beta], [curvature, beta]])
    params, ball = {"x": np.array([1.0])}, SOLUTION.Momentum(lr, beta)
    for t in range(1, 31):
        ball.step(params, {"x": curvature * params["x"]})
        x, v = np.linalg.matrix_power(matrix, t) @ [1.0, 0.0]
        np.testing.assert_allclose([params["x"][0], ball.velocity["x"][0]], [x, v], rtol=1e-10, atol=1e-12)


def test_momentum_is_a_filter_of_the_gradients(rng: np.random.Generator) -> None:
    """The velocity is SciPy's recursive filter 1 / (1 - β z⁻¹) of the gradients."""
    gradients = rng.normal(size=(40, 3))
    velocity = signal.lfilter([1.0], [1.0, -0.9], gradients, axis=0)
    expected = -0.05 * np.cumsum(velocity, axis=0)
    np.testing.assert_allclose(path(SOLUTION.Momentum(0.05), np.zeros(3), gradients), expected, rtol=1e-10, atol=1e-12)


def test_point_ahead_of_nag_is_the_parameter_of_optax(optax: Any) -> None:
    """With gradients taken ahead, lookahead(W) walks as the parameter of optax.sgd(nesterov=True) does."""
    curvatures, start = np.array([1.0, 5.0, 9.0]), np.array([1.0, -2.0, 0.5])
    transformation = optax.sgd(0.05, momentum=0.8, nesterov=True)
    p, state = start, transformation.init(start)
    params, nag = {"w": start.copy()}, SOLUTION.NAG(0.05, 0.8)
    for _ in range(30):
        update, state = transformation.update(curvatures * p, state, p)
        p = p + np.asarray(update)
        nag.step(params, {"w": curvatures * nag.lookahead(params)["w"]})
        np.testing.assert_allclose(nag.lookahead(params)["w"], p, rtol=1e-10, atol=1e-12)


def test_nag_on_a_parabola_is_a_power_of_a_matrix() -> None:
    """On ½ λ x² the lookahead multiplies the friction by 1 - η λ, and nothing else changes."""
    lr, beta, curvature = 0.1, 0.9, 3.0
    friction = beta * (1 - lr * curvature)
    matrix = np.array([[1 - lr * curvature, -lr * friction], [curvature, friction]])
    params, nag = {"x": np.array([1.0])}, SOLUTION.NAG(lr, beta)
    for t in range(1, 31):
        nag.step(params, {"x": curvature * nag.lookahead(params)["x"]})
        x, v = np.linalg.matrix_power(matrix, t) @ [1.0, 0.0]
        np.testing.assert_allclose([params["x"][0], nag.velocity["x"][0]], [x, v], rtol=1e-10, atol=1e-12)


def test_adagrad_is_optax_scale_by_rss(optax: Any, rng: np.random.Generator) -> None:
    """Without ε, whose place differs, Adagrad agrees with optax's scaling by the root of the sum of squares."""
    scaled = optax.chain(optax.scale_by_rss(initial_accumulator_value=0.0, eps=0.0), optax.scale(-0.1))
    compared(SOLUTION.Adagrad(0.1, eps=0.0), scaled, rng)


def test_adagrad_in_one_line(rng: np.random.Generator) -> None:
    """All steps at once, from running sums, with ε outside of the root."""
    gradients = rng.normal(size=(40, 3))
    expected = -np.cumsum(0.1 * gradients / (np.sqrt(np.cumsum(gradients**2, axis=0)) + 0.3), axis=0)
    np.testing.assert_allclose(path(SOLUTION.Adagrad(0.1, 0.3), np.zeros(3), gradients), expected, rtol=1e-10)


@pytest.mark.parametrize("eps", [1e-6, 0.1])
def test_adadelta_is_optax_adadelta(optax: Any, rng: np.random.Generator, eps: float) -> None:
    """Adadelta agrees with optax.adadelta at the learning rate 1."""
    compared(SOLUTION.Adadelta(0.8, eps), optax.adadelta(1.0, rho=0.8, eps=eps), rng)


@pytest.mark.parametrize("eps", [1e-8, 0.1])
def test_rmsprop_is_optax_rmsprop(optax: Any, rng: np.random.Generator, eps: float) -> None:
    """RMSprop agrees with optax.rmsprop, told to keep ε outside of the root."""
    compared(SOLUTION.RMSprop(0.1, 0.8, eps), optax.rmsprop(0.1, decay=0.8, eps=eps, eps_in_sqrt=False), rng)


def test_rmsprop_is_a_filter_of_the_squares(rng: np.random.Generator) -> None:
    """G is SciPy's recursive filter (1-ρ) / (1 - ρ z⁻¹) of g²."""
    gradients = rng.normal(size=(40, 3))
    mean_square = signal.lfilter([0.1], [1.0, -0.9], gradients**2, axis=0)
    expected = -np.cumsum(0.05 * gradients / (np.sqrt(mean_square) + 0.2), axis=0)
    found = path(SOLUTION.RMSprop(0.05, eps=0.2), np.zeros(3), gradients)
    np.testing.assert_allclose(found, expected, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("beta", [0.0, 0.5, 0.999])
def test_moving_average_is_a_filter(rng: np.random.Generator, beta: float) -> None:
    """Uncorrected, the average is SciPy's filter of x; corrected, that of x over that of ones."""
    x = rng.normal(size=(60, 2, 3))
    filtered, weights = (signal.lfilter([1 - beta], [1.0, -beta], values, axis=0) for values in (x, np.ones_like(x)))
    average = SOLUTION.exponential_moving_average
    np.testing.assert_allclose(average(x, beta, bias_correction=False), filtered, rtol=1e-10, atol=1e-13)
    np.testing.assert_allclose(average(x, beta), filtered / weights, rtol=1e-10, atol=1e-13)


@pytest.mark.parametrize("eps", [1e-8, 0.1])
def test_adam_is_optax_adam(optax: Any, rng: np.random.Generator, eps: float) -> None:
    """Adam agrees with optax.adam."""
    compared(SOLUTION.Adam(0.1, 0.8, 0.95, eps), optax.adam(0.1, b1=0.8, b2=0.95, eps=eps), rng)


def test_adam_is_made_of_filters(rng: np.random.Generator) -> None:
    """m̂ and v̂ are weighted means, each a filter of its values over the same filter of ones."""
    gradients = rng.normal(size=(40, 3))

    def mean(values: Array, beta: float) -> Array:
        top, bottom = (signal.lfilter([1 - beta], [1.0, -beta], a, axis=0) for a in (values, np.ones_like(values)))
        return np.asarray(top / bottom)

    steps = 1e-3 * mean(gradients, 0.9) / (np.sqrt(mean(gradients**2, 0.999)) + 1e-8)
    expected = -np.cumsum(steps, axis=0)
    np.testing.assert_allclose(path(SOLUTION.Adam(), np.zeros(3), gradients), expected, rtol=1e-9, atol=1e-13)


@pytest.mark.parametrize("valley", ["ravine", "beale", "rosenbrock"])
def test_gradients_of_the_valleys_are_complex_steps(rng: np.random.Generator, valley: str) -> None:
    """Each given gradient is the imaginary part of f(w + i h e) / h, which has no rounding error to speak of."""
    formulas: dict[str, Callable[[Any, Any], Any]] = {
        "ravine": lambda x, y: 0.05 * x * x + 5 * y * y,
        "beale": lambda x, y: (1.5 - x + x * y) ** 2 + (2.25 - x + x * y * y) ** 2 + (2.625 - x + x * y**3) ** 2,
        "rosenbrock": lambda x, y: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
    }
    formula = formulas[valley]
    for x, y in rng.normal(size=(10, 2)):
        loss, grads = getattr(SOLUTION, valley)({"w": np.array([x, y])})
        expected = [formula(x + 1e-30j, y).imag / 1e-30, formula(x, y + 1e-30j).imag / 1e-30]
        np.testing.assert_allclose(loss, formula(x, y), rtol=1e-12)
        np.testing.assert_allclose(grads["w"], expected, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(
    ("valley", "start", "bottom"),
    [("ravine", (-8.0, 1.5), (0, 0)), ("beale", (1.0, 1.2), (3, 0.5)), ("rosenbrock", (-1.2, 1.0), (1, 1))],
)
def test_minimize_ends_where_scipy_does(valley: str, start: tuple[float, float], bottom: tuple[float, float]) -> None:
    """Adam, SciPy's BFGS and the textbooks find one minimum, and the history ends at its loss."""
    function = getattr(SOLUTION, valley)

    def at(w: Array) -> tuple[float, Array]:
        loss, grads = function({"w": w})
        return loss, grads["w"]

    found = optimize.minimize(at, np.array(start), jac=True, method="BFGS")
    params = {"w": np.array(start)}
    history = SOLUTION.minimize(function, params, SOLUTION.Adam(0.05), 4000)
    np.testing.assert_allclose(found.x, bottom, atol=1e-4)
    np.testing.assert_allclose(params["w"], bottom, atol=1e-4)
    np.testing.assert_allclose(history[[0, -1]], [at(np.array(start))[0], at(params["w"])[0]])


def test_minimize_gives_nag_its_gradients_ahead() -> None:
    """The losses of NAG on a parabola are those of the matrix that takes the lookahead into account."""
    friction = 0.9 * (1 - 0.1 * 3.0)
    matrix = np.array([[1 - 0.1 * 3.0, -0.1 * friction], [3.0, friction]])
    xs = np.array([(np.linalg.matrix_power(matrix, t) @ [1.0, 0.0])[0] for t in range(21)])

    def parabola(params: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        return float(1.5 * params["x"][0] ** 2), {"x": 3.0 * params["x"]}

    history = SOLUTION.minimize(parabola, {"x": np.ones(1)}, SOLUTION.NAG(0.1, 0.9), 20)
    np.testing.assert_allclose(history, 1.5 * xs**2, rtol=1e-10, atol=1e-14)


def test_seven_trails_are_those_of_optax(optax: Any) -> None:
    """Six of the seven final losses are found by optax as well, NAG's at the point behind its parameter."""
    curvatures = np.array([0.1, 10.0])
    transformations = {
        "SGD": optax.sgd(0.15),
        "Momentum": optax.sgd(0.02, momentum=0.9),
        "Adagrad": optax.chain(optax.scale_by_rss(initial_accumulator_value=0.0, eps=0.0), optax.scale(-1.0)),
        "Adadelta": optax.adadelta(1.0, rho=0.9, eps=1e-2),
        "RMSprop": optax.rmsprop(0.2, decay=0.9, eps=1e-8, eps_in_sqrt=False),
        "Adam": optax.adam(0.5),
    }
    losses = SOLUTION.final_losses(60)
    assert set(losses) == {*transformations, "NAG"}
    for name, transformation in transformations.items():
        w = np.array([-8.0, 1.5])
        state = transformation.init(w)
        for _ in range(60):
            update, state = transformation.update(curvatures * w, state, w)
            w = w + np.asarray(update)
        # without the 1e-10 of Adagrad's ε the loss differs by some 1e-9 of itself
        np.testing.assert_allclose(losses[name], 0.5 * curvatures @ w**2, rtol=1e-7)


def test_trail_of_nag_is_a_power_of_a_matrix() -> None:
    """The seventh trail, axis by axis."""
    loss = 0.0
    for curvature, start in [(0.1, -8.0), (10.0, 1.5)]:
        friction = 0.9 * (1 - 0.02 * curvature)
        matrix = np.array([[1 - 0.02 * curvature, -0.02 * friction], [curvature, friction]])
        loss += 0.5 * curvature * (np.linalg.matrix_power(matrix, 60) @ [start, 0.0])[0] ** 2
    np.testing.assert_allclose(SOLUTION.final_losses(60)["NAG"], loss, rtol=1e-9)


@pytest.mark.parametrize("beta", [0.0, 0.3, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("product", [0.05, 0.1, 0.7, 1.7])
def test_swinging_follows_from_the_roots(beta: float, product: float) -> None:
    """The path is the combination of the powers of both roots that starts at rest."""
    roots = np.roots([1.0, -(1 + beta - product), beta]).astype(complex)
    weights = np.linalg.solve(np.array([[1, 1], roots]), np.array([1.0, 1 - product]))
    x = np.array([(weights @ roots**t).real for t in range(61)])
    assert SOLUTION.count_sign_changes(beta, product / 4, 4.0, 60) == np.sum(x[1:] * x[:-1] < 0)
    assert SOLUTION.is_underdamped(beta, product / 4, 4.0) == (abs(roots.imag).max() > 0)


def test_swings_from_a_beta_on_that_can_be_solved_for() -> None:
    """The roots turn complex at β = (1 - √(ηλ))²."""
    critical = (1 - 0.1**0.5) ** 2
    assert not SOLUTION.is_underdamped(critical - 1e-6, 0.1, 1.0)
    assert SOLUTION.is_underdamped(critical + 1e-6, 0.1, 1.0)


def test_step_lengths_in_closed_form() -> None:
    """Under a gradient of 1: η; η (1-β^t)/(1-β); η/√t; η/√(1-ρ^t); and η again for Adam."""
    t = np.arange(1.0, 51.0)
    lengths = {
        SOLUTION.SGD(0.1): np.full(50, 0.1),
        SOLUTION.Momentum(0.1, 0.9): 0.1 * (1 - 0.9**t) / 0.1,
        SOLUTION.Adagrad(0.1): 0.1 / np.sqrt(t),
        SOLUTION.RMSprop(0.1, 0.9): 0.1 / np.sqrt(1 - 0.9**t),
        SOLUTION.Adam(0.1): np.full(50, 0.1),
    }
    for optimizer, expected in lengths.items():
        np.testing.assert_allclose(SOLUTION.step_lengths(optimizer, 50), expected, rtol=1e-6)


def test_answers_are_what_the_optimizers_do() -> None:
    """Questions A to C are answered by running them."""
    assert SOLUTION.answer_limit_of_momentum() == pytest.approx(
        SOLUTION.step_lengths(SOLUTION.Momentum(0.1, 0.9), 400)[-1]
    )
    firsts = [
        -path(optimizer, np.zeros(1), np.array([[1e-3]]))[0, 0]
        for optimizer in (SOLUTION.Adam(0.1, eps=0.0), SOLUTION.RMSprop(0.1, 0.9, eps=0.0))
    ]
    assert SOLUTION.answer_first_step() == pytest.approx(firsts)
    factors = []
    kinds: list[tuple[Any, dict[str, float]]] = [
        (SOLUTION.SGD, {"lr": 0.1}),
        (SOLUTION.Adam, {"eps": 0.0}),
        (SOLUTION.Adagrad, {"lr": 0.1, "eps": 0.0}),
    ]
    for make, settings in kinds:
        one, ten = (path(make(**settings), np.zeros(1), np.array([[g]]))[0, 0] for g in (0.3, 3.0))
        factors.append(ten / one)
    assert SOLUTION.answer_loss_times_ten() == pytest.approx(factors)
    assert SOLUTION.answer_who_differentiates() == 2
