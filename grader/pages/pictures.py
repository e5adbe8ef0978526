"""The overview's pictures, drawn by matplotlib and made part of a page: no style, no name of its own, no date.

The colours are the page's, so that a picture is dark where the page is; matplotlib is an extra.
"""

import io
import re
from itertools import count
from types import MappingProxyType
from typing import Final
from xml.etree import ElementTree as ET

import matplotlib as mpl
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from grader.pages.findings import Findings

_SVG: Final = "{http://www.w3.org/2000/svg}"
_LINK: Final = "{http://www.w3.org/1999/xlink}href"
_INK: Final = "#000000"
# Colours that stand for the page's, whatever they are there.
_FILL: Final = "#17704a"
_CLASSES: Final = MappingProxyType({_FILL: "mark", _INK: "ink"})
_NAME: Final = re.compile(r"(?P<before>(?:url\()?#)(?P<name>[^)]*)(?P<after>\)?)")
_NOTHING: Final = {"Date": None, "Creator": None, "Format": None, "Type": None}
# What matplotlib says in a style sheet of its own.
_LINES: Final = {"fill": "currentColor", "stroke-linejoin": "round", "stroke-linecap": "butt"}
_BINS: Final = 20
_WIDTH: Final = 5.6
_HEIGHT: Final = 2.9


def draw(findings: Findings) -> tuple[Markup, ...]:
    """Return the pictures: how scores are distributed, and how hard and how telling exercises are."""
    return (_scores(findings), _exercises(findings))


def _scores(findings: Findings) -> Markup:
    scores = [row.score for row in findings.rows if row.status == "graded"]
    figure, axes = _axes("score", "students")
    whole = findings.max_score or 1.0
    counts, edges, _ = axes.hist(scores, bins=_BINS, range=(0, whole), color=_FILL, rwidth=0.9)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    bars = [f"{edges[place]:g} to {edges[place + 1]:g}: {int(many)}" for place, many in enumerate(counts) if many]
    return _inline(figure, "scores", "Distribution of scores", f"Students by score. {'; '.join(bars)}.")


def _exercises(findings: Findings) -> Markup:
    figure, axes = _axes("", "exercise")
    places = range(1, len(findings.parts) + 1)
    told = []
    for place, part in zip(places, findings.parts, strict=True):
        axes.plot(part.item.facility, place, "o", color=_FILL, markersize=6)
        figures = [f"{part.item.facility:.2f}"]
        if part.item.discrimination is not None:
            axes.plot(part.item.discrimination, place, "D", color=_INK, fillstyle="none", markersize=5)
            figures.append(f"{part.item.discrimination:.2f}")
        told.append(f"{place} {part.name}: {', '.join(figures)}")
    axes.set_yticks(list(places))
    axes.set_ylim(len(findings.parts) + 0.6, 0.4)
    axes.set_xlim(min(-0.05, axes.get_xlim()[0]), 1.05)
    axes.axvline(0, color=_INK, linewidth=0.4)
    return _inline(
        figure, "exercises", "Exercises: difficulty p and discrimination r", f"By number. {'; '.join(told)}."
    )


def _axes(across: str, up: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(_WIDTH, _HEIGHT), layout="constrained")
    axes: Axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    return figure, axes


def _inline(figure: Figure, name: str, title: str, text: str) -> Markup:
    """Return the figure as an element whose names begin with ``name``, with a title and a text instead of it."""
    file = io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": "grader", "svg.fonttype": "path"}):
        figure.savefig(file, format="svg", transparent=True, metadata=_NOTHING)
    root = ET.fromstring(file.getvalue())  # noqa: S314  our own figure, a moment old
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in {f"{_SVG}metadata", f"{_SVG}style"}:
                parent.remove(child)
    number = count(1)
    names = {old: f"{name}-{next(number)}" for element in root.iter() if (old := element.get("id"))}
    for element in root.iter():
        _restyle(element)
        _rename(element, names)
    for place, (tag, said) in enumerate((("title", title), ("desc", text))):
        told = ET.Element(tag, id=f"{name}-{tag}")
        told.text = said
        root.insert(place, told)
    around = {"class": "picture", "role": "img", "aria-labelledby": f"{name}-title {name}-desc"}
    root.attrib = {"viewBox": root.attrib["viewBox"], **around, **_LINES}
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704  written, and escaped, by ElementTree


def _restyle(element: ET.Element) -> None:
    """Say as attributes what the page's policy does not let a style say, in the page's colours."""
    for declaration in element.attrib.pop("style", "").split(";"):
        key, _, value = declaration.partition(":")
        if key.strip():
            element.set(key.strip(), value.strip())
    for key, value in list(element.attrib.items()):
        if value in _CLASSES:
            element.set(key, "currentColor")
            element.set("class", _CLASSES[value])


def _rename(element: ET.Element, names: dict[str, str]) -> None:
    """Take the namespace away, which HTML knows, and give what has a name, or is called by it, the page's."""
    element.tag = element.tag.removeprefix(_SVG)
    if _LINK in element.attrib:
        element.set("href", element.attrib.pop(_LINK))
    for key, value in list(element.attrib.items()):
        if key == "id":
            element.set(key, names[value])
        elif (found := _NAME.fullmatch(value)) and found["name"] in names:
            element.set(key, f"{found['before']}{names[found['name']]}{found['after']}")
