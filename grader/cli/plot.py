"""The student's verb for figures: plot."""

import enum
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from grader.cli.console import err, out
from grader.cli.options import Language
from grader.cli.student import find_assignment
from grader.course.layout import FIGURES_FOLDER
from grader.errors import UsageError
from grader.figures.phrases import Phrases, phrases
from grader.printable import one_line

_LONGEST = 500


class Format(enum.StrEnum):
    """What a figure is written as."""

    PNG = "png"
    SVG = "svg"


def plot(
    path: Annotated[Path, typer.Argument(help="Your folder of the assignment, or your file in it.")] = Path(),
    *,
    language: Language = "en",
    folder: Annotated[Path, typer.Option("--out", help="Where to write.")] = Path(FIGURES_FOLDER),
    kind: Annotated[Format | None, typer.Option("--format", help="Write this alone [default: both].")] = None,
) -> None:
    """Draw the figures of the assignment from your own work."""
    words = phrases(language)
    assignment, file = find_assignment(path)
    if find_spec("matplotlib") is None:
        raise UsageError("figures need matplotlib; install it: pip install 'grader[plot]'")
    # An extra, and slow to import: no other verb needs it.
    from grader.figures.drawing import FORMATS, Undrawn, draw_all  # noqa: PLC0415  see above
    from grader.figures.fonts import hangul_font  # noqa: PLC0415  see above

    font = hangul_font() if language == "ko" else None
    if language == "ko" and font is None:
        err(words.no_font)
        language = "en"
    formats = FORMATS if kind is None else (kind.value,)
    missing = 0
    for one in draw_all(assignment, file, language=language, font=font, out=folder, formats=formats):
        if isinstance(one, Undrawn):
            missing += 1
            err(_said(words, one.figure, one.exercise, one.problem))
        else:
            for written in one.paths:
                out(str(written))
    if missing:
        raise typer.Exit(1)


def _said(words: Phrases, figure: str, exercise: str, problem: str) -> str:
    if exercise:
        return words.not_implemented.format(figure=figure, exercise=one_line(exercise, _LONGEST))
    return (words.raised if figure else words.nothing).format(figure=figure, problem=one_line(problem, _LONGEST))
