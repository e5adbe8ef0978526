"""The solution of the parts of the Transformer against computations that share no line with it.

Forward passes are compared with SciPy, scikit-learn and JAX, gradients with complex-step derivatives, which have no
truncation error and no cancellation: the imaginary part of f(x + ih) is h f'(x), to the last digit for h = 1e-30.
"""

import cmath
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from marked import load_solution
from numpy.typing import NDArray

special = pytest.importorskip("scipy.special")
stats = pytest.importorskip("scipy.stats")

Array = NDArray[Any]

SOLUTION = load_solution("14_transformer_components")
STEP = 1e-30
CAUSAL = np.tri(4, dtype=bool)


@pytest.fixture
def rng() -> np.random.Generator:
    """Return the same generator for every test."""
    return np.random.default_rng(14)


def complex_gradient(loss: Callable[[Array], Any], x: Array) -> Array:
    """Return the gradient of a real-analytic loss, entry by entry."""
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        moved = x.astype(complex)
        moved[index] += 1j * STEP
        gradient[index] = complex(loss(moved)).imag / STEP
    return gradient


def close(actual: Any, expected: Any, rtol: float = 1e-10) -> None:
    """Compare to nearly all digits."""
    np.testing.assert_allclose(actual, expected, rtol=rtol, atol=1e-12)


def attend(q: Array, k: Array, v: Array, mask: Array | None = None) -> Array:
    """Attention for complex numbers: no maximum is subtracted, and hidden terms are left out of both sums."""
    e = np.exp(np.einsum("...qd,...kd->...qk", q, k) / k.shape[-1] ** 0.5)
    e = e if mask is None else e * mask
    mixed: Array = np.einsum("...qk,...kv->...qv", e, v) / e.sum(axis=-1)[..., None]
    return mixed


def attend_with_heads(xq: Array, xkv: Array, p: dict[str, Array], n_heads: int, mask: Array | None = None) -> Array:
    """Attention with heads for complex numbers, where each head selects its columns by a matrix of zeros and ones."""
    q, k, v = xq @ p["Wq"] + p["bq"], xkv @ p["Wk"] + p["bk"], xkv @ p["Wv"] + p["bv"]
    width = xq.shape[-1] // n_heads
    out = np.zeros(1)
    for selected in np.split(np.eye(xq.shape[-1]), n_heads, axis=1):  # (D, D/h)
        out = out + attend(q @ selected, k @ selected, v @ selected, mask) @ selected.T
    assert selected.shape[1] == width
    return out @ p["Wo"] + p["bo"]


def parameters(rng: np.random.Generator, d: int) -> dict[str, Array]:
    """Draw the parameters of one attention."""
    return {f"W{n}": rng.normal(size=(d, d)) for n in "qkvo"} | {f"b{n}": rng.normal(size=d) for n in "qkvo"}


@pytest.mark.parametrize(("length", "width"), [(9, 6), (40, 7), (3, 1)])
def test_positions_are_powers_of_a_complex_number(length: int, width: int) -> None:
    """Sine and cosine are the parts of a number of modulus one, raised to the position."""
    encoding = SOLUTION.sinusoidal_positional_encoding(length, width)
    for position in range(length):
        for column in range(width):
            power = cmath.exp(1j * 10000 ** (-(column // 2 * 2) / width)) ** position
            close(encoding[position, column], power.real if column % 2 else power.imag)


def test_positions_of_torchs_tutorial() -> None:
    """Frequencies by exp and log, as most implementations have them, are the same."""
    frequency = np.exp(np.arange(0, 8, 2) * (-math.log(10000.0) / 8))
    encoding = SOLUTION.sinusoidal_positional_encoding(50, 8)
    close(encoding[:, 0::2], np.sin(np.outer(np.arange(50), frequency)), rtol=1e-9)
    close(encoding[:, 1::2], np.cos(np.outer(np.arange(50), frequency)), rtol=1e-9)


def test_padding_is_hidden_from_every_head_and_query(rng: np.random.Generator) -> None:
    """Asked entry by entry."""
    ids = rng.integers(0, 3, size=(3, 5))
    mask = np.broadcast_to(SOLUTION.padding_mask(ids, 2), (3, 2, 4, 5))
    for n, h, q, k in np.ndindex(mask.shape):
        assert mask[n, h, q, k] == (int(ids[n, k]) != 2), (n, h, q, k)


@pytest.mark.parametrize("length", [0, 1, 5])
def test_causal_mask_is_reachability(length: int) -> None:
    """What can be reached by going back any number of steps, that of no step included."""
    back = np.eye(length) + np.eye(length, k=-1)
    np.testing.assert_array_equal(SOLUTION.causal_mask(length), np.linalg.matrix_power(back, length) > 0)


def test_attention_by_scipys_softmax_of_the_keys_that_are_left(rng: np.random.Generator) -> None:
    """Each query by itself, on the keys that it may look at."""
    q, k, v = rng.normal(size=(4, 5)), 30 * rng.normal(size=(6, 5)), rng.normal(size=(6, 2))
    mask = rng.random((4, 6)) < 0.5
    mask[1] = False
    out, weights, _ = SOLUTION.scaled_dot_product_attention(q, k, v, mask)
    for i, seen in enumerate(mask):
        left = special.softmax(k[seen] @ q[i] / math.sqrt(5)) if seen.any() else np.zeros(0)
        close(weights[i, seen], left)
        close(weights[i, ~seen], np.zeros((~seen).sum()))
        close(out[i], left @ v[seen])


@pytest.mark.parametrize("mask", [None, CAUSAL], ids=["free", "causal"])
def test_gradients_of_attention_by_complex_steps(rng: np.random.Generator, mask: Array | None) -> None:
    """Each of the three."""
    arguments = rng.normal(size=(3, 2, 4, 3))
    dout = rng.normal(size=(2, 4, 3))
    cache = SOLUTION.scaled_dot_product_attention(*arguments, mask)[2]
    gradients = SOLUTION.scaled_dot_product_attention_backward(dout, cache)
    for position, gradient in enumerate(gradients):

        def loss(values: Array, position: int = position) -> Any:
            moved = [values if i == position else other for i, other in enumerate(arguments)]
            return np.sum(dout * attend(moved[0], moved[1], moved[2], mask))

        close(gradient, complex_gradient(loss, arguments[position]))


def test_heads_are_selected_columns(rng: np.random.Generator) -> None:
    """A head is x times a matrix that selects its columns, and merging is the sum of the transposed selections."""
    x = rng.normal(size=(2, 4, 6))
    heads = SOLUTION.split_heads(x, 3)
    selections = np.split(np.eye(6), 3, axis=1)
    for head, selected in enumerate(selections):
        close(heads[:, head], x @ selected)
    y = rng.normal(size=(2, 3, 4, 2))
    close(SOLUTION.merge_heads(y), sum(y[:, head] @ selected.T for head, selected in enumerate(selections)))


def test_attention_with_heads_by_selection(rng: np.random.Generator) -> None:
    """Cross-attention, and self-attention under a mask."""
    xq, xkv, p = rng.normal(size=(2, 4, 6)), rng.normal(size=(2, 5, 6)), parameters(rng, 6)
    close(SOLUTION.multi_head_attention(xq, xkv, p, 3)[0], attend_with_heads(xq, xkv, p, 3))
    close(SOLUTION.multi_head_attention(xq, xq, p, 2, CAUSAL)[0], attend_with_heads(xq, xq, p, 2, CAUSAL))


def test_gradients_of_attention_with_heads_by_complex_steps(rng: np.random.Generator) -> None:
    """Both inputs and every parameter."""
    xq, xkv, p = rng.normal(size=(2, 3, 4)), rng.normal(size=(2, 5, 4)), parameters(rng, 4)
    dout, mask = rng.normal(size=(2, 3, 4)), np.tri(3, 5, 1, dtype=bool)
    cache = SOLUTION.multi_head_attention(xq, xkv, p, 2, mask)[2]
    dxq, dxkv, grads = SOLUTION.multi_head_attention_backward(dout, cache)
    close(dxq, complex_gradient(lambda x: np.sum(dout * attend_with_heads(x, xkv, p, 2, mask)), xq))
    close(dxkv, complex_gradient(lambda x: np.sum(dout * attend_with_heads(xq, x, p, 2, mask)), xkv))
    assert grads.keys() == p.keys()
    for name, gradient in grads.items():

        def loss(values: Array, name: str = name) -> Any:
            return np.sum(dout * attend_with_heads(xq, xkv, p | {name: values}, 2, mask))

        close(gradient, complex_gradient(loss, p[name]))


def test_add_and_norm_is_scipys_z_score_where_epsilon_is_nothing(rng: np.random.Generator) -> None:
    """With a spread of 1e4 the ε of 1e-5 is 1e-13 of the variance."""
    x, sub, (gamma, beta) = 1e4 * rng.normal(size=(2, 3, 5)), 1e4 * rng.normal(size=(2, 3, 5)), rng.normal(size=(2, 5))
    out, _ = SOLUTION.add_and_norm(x, sub, gamma, beta)
    close(out, stats.zscore(x + sub, axis=-1) * gamma + beta)


def test_gradients_of_add_and_norm_by_complex_steps(rng: np.random.Generator) -> None:
    """All four, with a spread at which ε counts."""
    x, sub, (gamma, beta) = (
        0.01 * rng.normal(size=(2, 3, 5)),
        0.01 * rng.normal(size=(2, 3, 5)),
        rng.normal(size=(2, 5)),
    )
    arguments, dout = [x, sub, gamma, beta], rng.normal(size=(2, 3, 5))
    gradients = SOLUTION.add_and_norm_backward(dout, SOLUTION.add_and_norm(*arguments)[1])
    for position, gradient in enumerate(gradients):

        def loss(values: Array, position: int = position) -> Any:
            one, other, scale, shift = [values if i == position else a for i, a in enumerate(arguments)]
            total = one + other
            centred = total - total.mean(axis=-1, keepdims=True)
            normed = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-5)
            return np.sum(dout * (normed * scale + shift))

        close(gradient, complex_gradient(loss, arguments[position]), rtol=1e-8)


def ffn_parameters(rng: np.random.Generator, d: int, f: int) -> dict[str, Array]:
    """Draw the parameters of one feed-forward network."""
    shapes = {"W1": (d, f), "b1": (f,), "W2": (f, d), "b2": (d,)}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


def test_feed_forward_network_is_scikit_learns(rng: np.random.Generator) -> None:
    """Its perceptron with one hidden layer of ReLUs, given our weights."""
    perceptrons = pytest.importorskip("sklearn.neural_network")
    x, p = rng.normal(size=(2, 5, 4)), ffn_parameters(rng, 4, 7)
    network = perceptrons.MLPRegressor(hidden_layer_sizes=(7,)).partial_fit(x.reshape(-1, 4), x.reshape(-1, 4))
    network.coefs_, network.intercepts_ = [p["W1"], p["W2"]], [p["b1"], p["b2"]]
    out, _ = SOLUTION.position_wise_ffn(x, p)
    close(out.reshape(-1, 4), network.predict(x.reshape(-1, 4)))


@pytest.mark.parametrize("rate", [0.0, 0.4])
def test_gradients_of_the_feed_forward_network_by_complex_steps(rng: np.random.Generator, rate: float) -> None:
    """Input and parameters, with the same units dropped."""
    x, p, dout = rng.normal(size=(2, 3, 4)), ffn_parameters(rng, 4, 7), rng.normal(size=(2, 3, 4))
    kept = (np.random.default_rng(5).random((2, 3, 7)) >= rate) / (1 - rate)
    out, cache = SOLUTION.position_wise_ffn(x, p, rate, np.random.default_rng(5), training=True)
    dx, grads = SOLUTION.position_wise_ffn_backward(dout, cache)

    def forward(values: Array, weights: dict[str, Array]) -> Array:
        z = values @ weights["W1"] + weights["b1"]
        result: Array = (z * (z.real > 0) * kept) @ weights["W2"] + weights["b2"]
        return result

    close(out, forward(x, p))
    close(dx, complex_gradient(lambda values: np.sum(dout * forward(values, p)), x))
    for name, gradient in grads.items():

        def loss(values: Array, name: str = name) -> Any:
            return np.sum(dout * forward(x, p | {name: values}))

        close(gradient, complex_gradient(loss, p[name]))


def test_spread_of_scores_is_the_root_of_the_width(rng: np.random.Generator) -> None:
    """The variance of a sum of dk products of independent normal numbers is dk; 4 standard errors."""
    n_pairs, d_k = 20000, 25
    kurtosis = 3 + 6 / d_k  # of a sum of dk products, each of kurtosis 9
    error = 5 * math.sqrt((kurtosis - 1) / n_pairs) / 2
    assert abs(SOLUTION.score_spread(d_k, n_pairs, rng) - 5) <= 4 * error


@pytest.mark.parametrize("scaled", [True, False])
def test_entropy_is_scipys(rng: np.random.Generator, scaled: bool) -> None:  # noqa: FBT001  a parameter of the test
    """The mean over the queries, in nats."""
    q, k = rng.normal(size=(5, 400)), rng.normal(size=(7, 400))
    weights = special.softmax(q @ k.T / (20 if scaled else 1), axis=1)
    close(SOLUTION.mean_attention_entropy(q, k, scaled=scaled), stats.entropy(weights, axis=1).mean(), rtol=1e-7)


def test_profile_is_the_autocorrelation_of_the_columns(rng: np.random.Generator) -> None:
    """And that of the sinusoidal encoding is a sum of cosines, the same for all pairs."""
    encoding = rng.normal(size=(6, 4))
    products = sum(np.correlate(column, column, "full")[5:] for column in encoding.T)
    close(SOLUTION.distance_profile(encoding)[0], products / np.arange(6, 0, -1))
    profile, spread = SOLUTION.distance_profile(SOLUTION.sinusoidal_positional_encoding(30, 8))
    close(profile, [sum(math.cos(k / 10000 ** (i / 4)) for i in range(4)) for k in range(30)])
    assert spread <= 1e-9


def test_gap_vanishes_without_positions_alone(rng: np.random.Generator) -> None:
    """By attention that is written for complex numbers."""
    x, p, order = rng.normal(size=(2, 5, 4)), parameters(rng, 4), np.array([1, 2, 0, 4, 3])
    encoding = rng.normal(size=(5, 4))
    first = attend_with_heads(x[:, order] + encoding, x[:, order] + encoding, p, 2)
    second = attend_with_heads(x + encoding, x + encoding, p, 2)[:, order]
    close(SOLUTION.order_gap(x, encoding, p, 2, order), np.abs(first - second).max())
    assert SOLUTION.order_gap(x, np.zeros((5, 4)), p, 2, order) <= 1e-12


def test_answers_are_counts_of_real_arrays(rng: np.random.Generator) -> None:
    """The width of a head is that of an array, and the parameters are counted where they are."""
    assert SOLUTION.split_heads(np.zeros((1, 1, 768)), 12).shape[-1] == SOLUTION.answer_head_width()
    counts = [sum(w.size for w in p.values()) for p in (parameters(rng, 512), ffn_parameters(rng, 512, 2048))]
    assert SOLUTION.answer_parameter_counts() == tuple(counts)


def test_cross_attention_has_a_row_for_each_query(rng: np.random.Generator) -> None:
    """With keys and values from a memory of 5 tokens there is an output for each of 3; hence statement 2."""
    p = parameters(rng, 4)
    out, weights, _ = SOLUTION.multi_head_attention(rng.normal(size=(1, 3, 4)), rng.normal(size=(1, 5, 4)), p, 2)
    assert (out.shape, weights.shape) == ((1, 3, 4), (1, 2, 3, 5))
    assert SOLUTION.answer_cross_attention() == 2


def test_attention_and_its_gradients_are_those_of_jax(jax: Any, rng: np.random.Generator) -> None:
    """jax.nn.dot_product_attention has our mask and scale, the axes (N, T, h, d), and a softmax in single precision."""
    arguments, dout = rng.normal(size=(3, 2, 3, 4, 5)), rng.normal(size=(2, 3, 4, 5))
    mask = CAUSAL & (np.arange(4) < np.array([4, 3])[:, None, None, None])
    moved = [np.swapaxes(a, 1, 2) for a in (*arguments, dout)]
    out, back = jax.vjp(lambda q, k, v: jax.nn.dot_product_attention(q, k, v, mask=mask), *moved[:3])
    expected = [np.swapaxes(np.asarray(a), 1, 2) for a in (out, *back(moved[3]))]
    ours, _, cache = SOLUTION.scaled_dot_product_attention(*arguments, mask)
    gradients = SOLUTION.scaled_dot_product_attention_backward(dout, cache)
    for actual, wanted in zip((ours, *gradients), expected, strict=True):
        np.testing.assert_allclose(actual, wanted, rtol=0, atol=1e-5)
