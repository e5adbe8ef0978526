"""The figures of this assignment, drawn with your own functions: each of `FIGURES` takes your module and a language.

Two classes that lie like two moons are told apart by your network, once with a hidden layer of ReLUs and once without.
"""

from types import ModuleType
from typing import Any

import numpy as np
from matplotlib.figure import Figure

TEXTS = {
    "en": {
        "with": "With ReLU: MLP([2, 16, 2])",
        "without": "Without: MLP([2, 2])",
        "accuracy": "accuracy",
        "class": "class",
        "boundary": "Two moons: where the network changes its mind",
        "curve": "Gradient descent on the two moons",
        "step": "step",
        "loss": "mean cross-entropy",
    },
    "ko": {
        "with": "ReLU 있음: MLP([2, 16, 2])",
        "without": "ReLU 없음: MLP([2, 2])",
        "accuracy": "정확도",
        "class": "클래스",
        "boundary": "두 반달: 네트워크의 판단이 바뀌는 곳",
        "curve": "두 반달 데이터에서의 경사 하강법",
        "step": "걸음",
        "loss": "평균 교차 엔트로피",
    },
}
NETWORKS = {"with": [2, 16, 2], "without": [2, 2]}
BLUE, ORANGE = "#0072b2", "#d55e00"  # apart for every kind of colour vision
LEARNING_RATE, STEPS = 1.0, 600


def decision_boundary(student: ModuleType, language: str) -> Figure:
    """Show both networks' decisions over the plane, and the samples that they were trained on."""
    text, (x, labels) = TEXTS[language], _data(student)
    across, up = np.meshgrid(np.linspace(-1.6, 2.6, 160), np.linspace(-1.2, 1.7, 120))
    grid = np.column_stack([across.ravel(), up.ravel()])
    figure = Figure(figsize=(9, 4), layout="constrained")
    panels = figure.subplots(1, len(NETWORKS), sharey=True)
    for axes, name in zip(panels, NETWORKS, strict=True):
        model, _ = _trained(student, name)
        logits = model.forward(grid)
        margin = (logits[:, 1] - logits[:, 0]).reshape(across.shape)
        axes.contourf(across, up, margin > 0, levels=[-0.5, 0.5, 1.5], colors=[BLUE, ORANGE], alpha=0.2)
        axes.contour(across, up, margin, levels=[0.0], colors="black", linewidths=1.5)
        for label, colour, marker in ((0, BLUE, "o"), (1, ORANGE, "^")):
            chosen = x[labels == label]
            axes.scatter(*chosen.T, s=14, c=colour, marker=marker, label=f"{text['class']} {label}")
        score = student.accuracy(model, x, labels)
        axes.set_title(f"{text[name]}, {text['accuracy']} {score:.3f}")
        axes.set_xlabel("x₁")
    panels[0].set_ylabel("x₂")
    panels[0].legend(loc="lower left")
    figure.suptitle(text["boundary"])
    return figure


def loss_curve(student: ModuleType, language: str) -> Figure:
    """Show the loss of both networks, step by step."""
    text = TEXTS[language]
    figure = Figure(figsize=(6.5, 4), layout="constrained")
    axes = figure.subplots()
    for name, colour, line in (("with", BLUE, "-"), ("without", ORANGE, "--")):
        _, losses = _trained(student, name)
        axes.semilogy(losses, color=colour, linestyle=line, label=text[name])
    axes.set_title(text["curve"])
    axes.set_xlabel(text["step"])
    axes.set_ylabel(text["loss"])
    axes.grid(visible=True, which="both", alpha=0.3)
    axes.legend()
    return figure


FIGURES = (decision_boundary, loss_curve)


def _data(student: ModuleType) -> tuple[np.ndarray, np.ndarray]:
    samples: tuple[np.ndarray, np.ndarray] = student.two_moons(200, 0.1, np.random.default_rng(0))
    return samples


def _trained(student: ModuleType, name: str) -> tuple[Any, np.ndarray]:
    """Train one of the networks; the same seed makes the same network for both figures."""
    model = student.MLP(NETWORKS[name], np.random.default_rng(1))
    losses = student.train(model, *_data(student), LEARNING_RATE, STEPS)
    return model, losses
