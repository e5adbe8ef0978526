"""Two pictures of the student's own functions: the activations with their slopes, and a signal on its way down.

Every number comes from the student's module; what is drawn here is what that module computes.
"""

from collections.abc import Callable
from types import ModuleType
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

Array = NDArray[np.float64]

# Okabe and Ito's colours, which stay apart for colour-blind readers; markers and dashes say the same once more.
BLUE, ORANGE, GREEN, VERMILION, PURPLE = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7"

WIDTH, DEPTH, SAMPLES = 200, 10, 300
FLAT = 0.05  # a tanh unit with less than this slope hardly learns

WORDS = {
    "en": {
        "activations": "Five activation functions and their slopes",
        "value": "value",
        "slope": "slope",
        "input": "input x",
        "value_or_slope": "value, slope",
        "depth": "What ten layers make of a signal",
        "layer": "layer",
        "mean": "mean of all entries",
        "std": "standard deviation of all entries",
        "asleep": "share that hardly learns",
        "mean_title": "Mean",
        "std_title": "Standard deviation",
        "asleep_title": f"Saturated entries (tanh, slope < {FLAT})\nor dead units (ReLU)",
        "small": "std 0.01, tanh",
        "large": "std 0.5, tanh",
        "halved": "variance 1/(d_in + d_out), tanh",
        "xavier": "Xavier, tanh",
        "he": "He, ReLU",
    },
    "ko": {
        "activations": "활성화 함수 다섯 개와 기울기",
        "value": "함수값",
        "slope": "기울기",
        "input": "입력 x",
        "value_or_slope": "함수값, 기울기",
        "depth": "열 층을 지나는 동안 신호에 생기는 일",
        "layer": "층",
        "mean": "모든 원소의 평균",
        "std": "모든 원소의 표준편차",
        "asleep": "거의 학습하지 못하는 비율",
        "mean_title": "평균",
        "std_title": "표준편차",
        "asleep_title": f"포화된 원소(tanh, 기울기 < {FLAT})\n또는 죽은 유닛(ReLU)",
        "small": "표준편차 0.01, tanh",
        "large": "표준편차 0.5, tanh",
        "halved": "분산 1/(d_in + d_out), tanh",
        "xavier": "Xavier, tanh",
        "he": "He, ReLU",
    },
}


class Scheme(NamedTuple):
    """One way to initialise a net: how it is drawn in the picture, and how a layer is drawn at random."""

    name: str
    colour: str
    marker: str
    draw: Callable[[np.random.Generator], Array]
    rectified: bool = False


def activation_functions(student: ModuleType, language: str) -> Figure:
    """Draw each activation and its slope over one range of inputs."""
    words = WORDS[language]
    x = np.linspace(-4.0, 4.0, 401)
    figure = Figure(figsize=(10, 6), layout="constrained")
    panels = figure.subplots(2, 3, sharex=True, sharey=True).ravel()
    for panel, name in zip(panels, ("sigmoid", "tanh", "relu", "leaky_relu", "elu"), strict=False):
        panel.plot(x, getattr(student, name)(x), color=BLUE, linewidth=2, label=words["value"])
        slope = getattr(student, f"{name}_grad")(x)
        panel.plot(x, slope, color=VERMILION, linewidth=2, linestyle="--", label=words["slope"])
        panel.set_title(name, family="monospace")
        panel.axhline(0, color="0.6", linewidth=0.8, zorder=1)
        panel.tick_params(labelbottom=True)
        _frame(panel, words["input"], words["value_or_slope"])
    panels[0].set_ylim(-1.3, 2.3)
    panels[-1].set_axis_off()
    panels[-1].legend(*panels[0].get_legend_handles_labels(), loc="center", frameon=False, fontsize="large")
    figure.suptitle(words["activations"])
    return figure


def signal_through_depth(student: ModuleType, language: str) -> Figure:
    """Draw mean, spread and the share that hardly learns, layer by layer, for each way to initialise."""
    words = WORDS[language]
    figure = Figure(figsize=(12, 5), layout="constrained")
    panels = figure.subplots(1, 3)
    numbers = np.arange(1, DEPTH + 1)
    for scheme in _schemes(student):
        for panel, values in zip(panels, _measure(student, scheme), strict=True):
            panel.plot(numbers, values, color=scheme.colour, marker=scheme.marker, label=words[scheme.name])
    for panel, name in zip(panels, ("mean", "std", "asleep"), strict=True):
        panel.set_title(words[f"{name}_title"])
        _frame(panel, words["layer"], words[name])
        panel.set_xticks(numbers)
    panels[1].set_yscale("log")
    panels[2].set_ylim(-0.04, 1.04)
    figure.suptitle(words["depth"])
    figure.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=5, frameon=False)
    return figure


def _schemes(student: ModuleType) -> tuple[Scheme, ...]:
    half = float(np.sqrt(1 / (WIDTH + WIDTH)))
    return (
        Scheme("small", PURPLE, "v", lambda rng: student.gaussian_init(WIDTH, WIDTH, 0.01, rng)),
        Scheme("large", VERMILION, "^", lambda rng: student.gaussian_init(WIDTH, WIDTH, 0.5, rng)),
        Scheme("halved", ORANGE, "s", lambda rng: student.gaussian_init(WIDTH, WIDTH, half, rng)),
        Scheme("xavier", BLUE, "o", lambda rng: student.xavier_normal(WIDTH, WIDTH, rng)),
        Scheme("he", GREEN, "D", lambda rng: student.he_normal(WIDTH, WIDTH, rng), rectified=True),
    )


def _measure(student: ModuleType, scheme: Scheme) -> tuple[Array, Array, list[float]]:
    """Return means, standard deviations and the share that hardly learns, after each layer."""
    rng = np.random.default_rng(0)
    h = rng.standard_normal((SAMPLES, WIDTH))
    weights = [scheme.draw(rng) for _ in range(DEPTH)]
    activation = student.relu if scheme.rectified else student.tanh
    means, stds = student.activation_statistics(h, weights, activation)
    asleep = []
    for W in weights:
        z = h @ W
        flat = student.dead_relu_fraction(z) if scheme.rectified else float(np.mean(student.tanh_grad(z) < FLAT))
        asleep.append(flat)
        h = activation(z)
    return means, stds, asleep


def _frame(panel: Axes, xlabel: str, ylabel: str) -> None:
    panel.set_xlabel(xlabel)
    panel.set_ylabel(ylabel)
    panel.grid(alpha=0.3)


FIGURES = (activation_functions, signal_through_depth)
