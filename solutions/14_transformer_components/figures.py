"""Figures of this assignment, drawn with the student's own functions.

Each function takes the student's module and a language, "en" or "ko", and returns a figure.
"""

from types import ModuleType

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

Array = NDArray[np.floating]

TEXTS = {
    "en": {
        "encoding": "Positional encoding, d = 64",
        "products": "Products of two positions: only the distance counts",
        "position": "position",
        "column": "column",
        "other": "other position",
        "value": "value",
        "product": "product",
        "key": "key",
        "query": "query",
        "weight": "weight",
        "free": "every token sees all",
        "causal": "causal mask",
        "head": "head {number}",
        "attention": "Weights of attention, random parameters",
    },
    "ko": {
        "encoding": "위치 인코딩, d = 64",
        "products": "두 위치의 내적: 거리에만 달려 있습니다",
        "position": "위치",
        "column": "열",
        "other": "다른 위치",
        "value": "값",
        "product": "내적",
        "key": "키",
        "query": "쿼리",
        "weight": "가중치",
        "free": "모든 토큰을 봄",
        "causal": "인과 마스크",
        "head": "헤드 {number}",
        "attention": "어텐션 가중치, 무작위 파라미터",
    },
}


def positional_encoding(student: ModuleType, language: str) -> Figure:
    """Show the encoding of 100 positions, and the product of each two of them."""
    say = TEXTS[language]
    encoding = student.sinusoidal_positional_encoding(100, 64)
    figure = Figure(figsize=(11, 4.5), layout="constrained")
    left, right = figure.subplots(1, 2)
    # a diverging map, blue to red with white at zero: its two ends stay apart for colour-blind eyes
    image = left.imshow(encoding, cmap="RdBu_r", vmin=-1, vmax=1, aspect="auto", interpolation="nearest")
    _name(left, say["encoding"], say["column"], say["position"])
    figure.colorbar(image, ax=left, label=say["value"])
    image = right.imshow(encoding @ encoding.T, cmap="viridis", interpolation="nearest")
    _name(right, say["products"], say["other"], say["position"])
    figure.colorbar(image, ax=right, label=say["product"])
    return figure


def attention_maps(student: ModuleType, language: str) -> Figure:
    """Show what each of four heads looks at in one sentence of ten tokens, without and with the causal mask."""
    say = TEXTS[language]
    x, parameters = _sentence_and_parameters(length=10, width=32)
    figure = Figure(figsize=(12, 6.5), layout="constrained")
    figure.suptitle(say["attention"])
    rows = figure.subplots(2, 4, sharex=True, sharey=True)
    images = []
    for axes, mask, name in zip(rows, (None, student.causal_mask(10)), ("free", "causal"), strict=True):
        _, weights, _ = student.multi_head_attention(x, x, parameters, 4, mask)
        for number, panel in enumerate(axes):
            images.append(panel.imshow(weights[0, number], cmap="viridis", vmin=0, vmax=1, interpolation="nearest"))
            _name(panel, f"{say['head'].format(number=number)}, {say[name]}", say["key"], say["query"])
            panel.label_outer()
    figure.colorbar(images[0], ax=rows, label=say["weight"], shrink=0.8)
    return figure


def _name(axes: Axes, title: str, x: str, y: str) -> None:
    axes.set_title(title, fontsize=11)
    axes.set_xlabel(x)
    axes.set_ylabel(y)


def _sentence_and_parameters(length: int, width: int) -> tuple[Array, dict[str, Array]]:
    """Return one random sentence and random parameters, always the same."""
    rng = np.random.default_rng(2017)
    x = rng.standard_normal((1, length, width))
    matrices = {f"W{name}": rng.standard_normal((width, width)) / np.sqrt(width) for name in "qkvo"}
    # keys and queries a little larger, so that the heads make up their minds
    matrices |= {name: 1.5 * matrices[name] for name in ("Wq", "Wk")}
    return x, matrices | {f"b{name}": np.zeros(width) for name in "qkvo"}


FIGURES = (positional_encoding, attention_maps)
