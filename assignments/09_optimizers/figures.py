"""Where your optimizers go: their paths on Beale's and on Rosenbrock's function, and their losses.

Each figure calls `minimize` and your optimizers and draws what they did. An optimizer that you have not written yet
is left out; one that runs away is drawn as far as the picture goes.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Valley(NamedTuple):
    """What a figure shows: a function of the solution's file, where to start, and how each optimizer is set."""

    title: dict[str, str]
    function: str
    start: tuple[float, float]
    minimum: tuple[float, float]
    x: tuple[float, float]
    y: tuple[float, float]
    loss: tuple[float, float]
    n_steps: int
    settings: dict[str, dict[str, float]]


class Walk(NamedTuple):
    """The points (n_steps + 1, 2) that an optimizer visited, and the losses (n_steps + 1,) there."""

    name: str
    path: Array
    losses: Array


# The colours of Okabe and Ito, which the colour-blind can tell apart; line styles help where paths cross.
_STYLES: dict[str, tuple[str, str]] = {
    "SGD": ("#000000", "-"),
    "Momentum": ("#E69F00", "-"),
    "NAG": ("#0072B2", "--"),
    "Adagrad": ("#009E73", "-"),
    "Adadelta": ("#CC79A7", "-"),
    "RMSprop": ("#D55E00", "--"),
    "Adam": ("#56B4E9", "-"),
}

_WORDS = {
    "en": {"minimum": "minimum", "start": "start", "steps": "steps", "loss": "loss", "losses": "Loss after each step"},
    "ko": {"minimum": "최소점", "start": "출발점", "steps": "걸음 수", "loss": "손실", "losses": "걸음마다의 손실"},
}

_BEALE = Valley(
    title={"en": "Paths on Beale's function", "ko": "Beale 함수 위의 경로"},
    function="beale",
    start=(1.0, 1.2),
    minimum=(3.0, 0.5),
    x=(0.0, 4.0),
    y=(-1.2, 1.5),
    loss=(1e-6, 1e2),
    n_steps=300,
    settings={
        "SGD": {"lr": 0.01},
        "Momentum": {"lr": 0.003, "beta": 0.9},
        "NAG": {"lr": 0.003, "beta": 0.9},
        "Adagrad": {"lr": 0.5},
        "Adadelta": {"rho": 0.9, "eps": 1e-5},
        "RMSprop": {"lr": 0.03},
        "Adam": {"lr": 0.15},
    },
)

_ROSENBROCK = Valley(
    title={"en": "Paths on Rosenbrock's function", "ko": "Rosenbrock 함수 위의 경로"},
    function="rosenbrock",
    start=(-1.2, 1.0),
    minimum=(1.0, 1.0),
    x=(-1.6, 1.5),
    y=(-0.5, 1.8),
    loss=(3e-3, 1e2),
    n_steps=500,
    settings={
        "SGD": {"lr": 0.001},
        "Momentum": {"lr": 0.0005, "beta": 0.9},
        "NAG": {"lr": 0.0005, "beta": 0.9},
        "Adagrad": {"lr": 0.3},
        "Adadelta": {"rho": 0.9, "eps": 1e-6},
        "RMSprop": {"lr": 0.02},
        "Adam": {"lr": 0.1},
    },
)


def paths_on_beale(student: ModuleType, language: str) -> Figure:
    """Draw the paths on Beale's function and the losses."""
    return _figure(student, _BEALE, language)


def paths_on_rosenbrock(student: ModuleType, language: str) -> Figure:
    """Draw the paths on Rosenbrock's function and the losses."""
    return _figure(student, _ROSENBROCK, language)


FIGURES = (paths_on_beale, paths_on_rosenbrock)


def _figure(student: ModuleType, valley: Valley, language: str) -> Figure:
    words = _WORDS[language]
    walks = _walks(student, valley)
    figure = Figure(figsize=(12, 5.4), layout="constrained")
    where, how_low = figure.subplots(1, 2)
    _draw_contours(where, getattr(student, valley.function), valley)
    for walk in walks:
        colour, style = _STYLES[walk.name]
        where.plot(*walk.path.T, style, color=colour, linewidth=1.6, label=walk.name)
        how_low.plot(walk.losses, style, color=colour, linewidth=1.6, label=walk.name)
    where.plot(*valley.start, "o", color="black", markersize=7, label=words["start"])
    where.plot(*valley.minimum, "*", color="#F0E442", markeredgecolor="black", markersize=17, label=words["minimum"])
    where.set(title=valley.title[language], xlabel="x", ylabel="y", xlim=valley.x, ylim=valley.y)
    figure.legend(*where.get_legend_handles_labels(), loc="outside lower center", ncols=9)
    how_low.set(title=words["losses"], xlabel=words["steps"], ylabel=words["loss"], yscale="log", ylim=valley.loss)
    how_low.grid(visible=True, alpha=0.3)
    return figure


def _walks(student: ModuleType, valley: Valley) -> list[Walk]:
    """Let every optimizer walk that is there."""
    walks = []
    for name, settings in valley.settings.items():
        try:
            walks.append(_walk(student, valley, name, getattr(student, name)(**settings)))
        except NotImplementedError:
            continue
    return walks


def _walk(student: ModuleType, valley: Valley, name: str, optimizer: Any) -> Walk:
    """Walk one step at a time, so as to see each point; what overflows is left out of the picture."""
    function: Callable[..., Any] = getattr(student, valley.function)
    params = {"w": np.array(valley.start)}
    path, losses = [params["w"].copy()], [function(params)[0]]
    with np.errstate(all="ignore"):
        for _ in range(valley.n_steps):
            losses.append(student.minimize(function, params, optimizer, 1)[-1])
            path.append(params["w"].copy())
    return Walk(name, _finite(np.array(path)), _finite(np.array(losses)))


def _finite(values: Array) -> Array:
    """Put NaN, which is not drawn, for what is too large to draw."""
    return np.where(np.abs(values) < 1e6, values, np.nan)


def _draw_contours(axes: Axes, function: Callable[..., Any], valley: Valley) -> None:
    """Draw the heights of the valley, closer together near its bottom."""
    x, y = np.linspace(*valley.x, 121), np.linspace(*valley.y, 121)
    heights = np.array([[function({"w": np.array([a, b])})[0] for a in x] for b in y])
    levels = np.geomspace(1e-2, heights.max(), 22)
    axes.contour(x, y, heights, levels=levels, colors="0.75", linewidths=0.7)
