"""Pictures of a student's own results, for the notebook: each function draws one and is named like its file.

They call the student's functions and show what these return, right or wrong; no number here knows better.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType, ModuleType

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

# Scores of five classes, and the temperatures by which they are divided.
SCORES = np.array([2.0, 1.2, 0.4, -0.5, -1.5])
TEMPERATURES = (0.25, 1.0, 4.0)

# Okabe and Ito's colours, which differ to every kind of colour vision; hatches and dashes say the same once more.
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#000000")
HATCHES = ("", "//", "..")
DASHES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)))

WORDS = MappingProxyType(
    {
        "en": MappingProxyType(
            {
                "title": "The softmax of scores divided by a temperature T",
                "class": "class (score)",
                "probability": "probability",
                "temperature": "temperature T (logarithmic)",
                "bars": "three temperatures",
                "curves": "from certainty to indifference",
                "uniform": "all alike, 1/K",
            }
        ),
        "ko": MappingProxyType(
            {
                "title": "점수를 온도 T로 나눈 뒤의 softmax",
                "class": "클래스(점수)",
                "probability": "확률",
                "temperature": "온도 T (로그 눈금)",
                "bars": "세 가지 온도",
                "curves": "확신에서 무차별로",
                "uniform": "모두 같음, 1/K",
            }
        ),
    }
)


def softmax_temperatures(student: ModuleType, language: str) -> Figure:
    """Draw softmax(x / T): bars of every class at three temperatures, and the whole way between the extremes."""
    words = WORDS[language]
    figure = Figure(figsize=(10, 4.2), layout="constrained")
    bars, curves = figure.subplots(1, 2)
    figure.suptitle(words["title"])
    _draw_bars(bars, student, words)
    _draw_curves(curves, student, words)
    return figure


def _draw_bars(axes: Axes, student: ModuleType, words: Mapping[str, str]) -> None:
    places, width = np.arange(len(SCORES)), 0.8 / len(TEMPERATURES)
    for i, temperature in enumerate(TEMPERATURES):
        heights = student.softmax(SCORES / temperature)
        offset = (i - 1) * width
        patches = axes.bar(places + offset, heights, width, color=COLOURS[i], label=f"T = {temperature:g}")
        for patch in patches:
            patch.set(hatch=HATCHES[i], edgecolor="white")
    axes.set_xticks(places, [f"{k} ({score:g})" for k, score in enumerate(SCORES)])
    axes.set(title=words["bars"], xlabel=words["class"], ylabel=words["probability"], ylim=(0, 1))
    axes.legend()


def _draw_curves(axes: Axes, student: ModuleType, words: Mapping[str, str]) -> None:
    temperatures = np.geomspace(0.05, 100, 200)
    probabilities = student.softmax(SCORES / temperatures[:, np.newaxis])  # (200, 5)
    for k, score in enumerate(SCORES):
        axes.plot(temperatures, probabilities[:, k], color=COLOURS[k], linestyle=DASHES[k], label=f"{k} ({score:g})")
    axes.axhline(1 / len(SCORES), color="0.6", linewidth=1, zorder=0)
    axes.annotate(words["uniform"], (0.055, 1 / len(SCORES)), (0, 3), textcoords="offset points", color="0.35")
    axes.set(title=words["curves"], xlabel=words["temperature"], ylabel=words["probability"], xscale="log", ylim=(0, 1))
    axes.legend(title=words["class"])


FIGURES: tuple[Callable[[ModuleType, str], Figure], ...] = (softmax_temperatures,)
