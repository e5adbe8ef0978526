"""The student's verb for figures: plot."""

import enum
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from grader.cli.console import err, out
from grader.cli.options import Language
from grader.cli.student import Where, find_assignment
from grader.course.layout import FIGURES_FOLDER
from grader.errors import UsageError
from grader.language import Catalogue, catalogue, said
from grader.printable import one_line

_LONGEST = 500


class Format(enum.StrEnum):
    """What a figure is written as."""

    PNG = "png"
    SVG = "svg"


def plot(
    path: Where = Path(),
    *,
    language: Language = "",
    folder: Annotated[
        Path, typer.Option("--out", help="Where to write [default: figures].", show_default=False)
    ] = Path(FIGURES_FOLDER),
    kind: Annotated[Format | None, typer.Option("--format", help="Write this alone [default: both].")] = None,
) -> None:
    """Draw the figures of the assignment from your own work."""
    say = catalogue(language)
    assignment, file = find_assignment(path)
    if find_spec("matplotlib") is None:
        raise UsageError(said("told", "figures need matplotlib; install it: pip install 'grader[plot]'"))
    # An extra, and slow to import: no other verb needs it.
    from grader.figures.drawing import FORMATS, Undrawn, draw_all  # noqa: PLC0415  see above
    from grader.figures.fonts import hangul_font  # noqa: PLC0415  see above

    font = hangul_font() if language == "ko" else None
    if language == "ko" and font is None:
        err(
            say(
                "There is no font with Korean letters here, so the labels are in English. Install one, such as the "
                "package fonts-nanum (Debian, Ubuntu) or google-noto-sans-cjk-fonts (Fedora), and run this again."
            )
        )
        language = "en"
    formats = FORMATS if kind is None else (kind.value,)
    missing = 0
    for one in draw_all(assignment, file, language=language, font=font, out=folder, formats=formats):
        if isinstance(one, Undrawn):
            missing += 1
            err(_undrawn(say, one.figure, one.exercise, one.problem))
        else:
            for written in one.paths:
                out(str(written))
    if missing:
        raise typer.Exit(1)


def _undrawn(say: Catalogue, figure: str, exercise: str, problem: str) -> str:
    if exercise:
        name = one_line(exercise, _LONGEST)
        return say("{figure}: not drawn, since {exercise} is not written yet", figure=figure, exercise=name)
    problem = say.told(one_line(problem, _LONGEST))
    if not figure:
        return say("nothing is drawn: {problem}", problem=problem)
    return say("{figure}: not drawn: {problem}", figure=figure, problem=problem)
