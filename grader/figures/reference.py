"""An assignment's figures as the solution draws them, small enough for a page: a title and a picture per language."""

import io
from collections.abc import Iterable

from matplotlib.figure import Figure

from grader.course.gifts import read_given
from grader.course.layout import FIGURES_FILE, GIVEN_FILE
from grader.course.manifest import Assignment
from grader.course.reading import Picture
from grader.errors import CourseError
from grader.figures.drawing import Undrawn, make_figures
from grader.figures.fonts import hangul_font
from grader.testing.loading import giving, load_module

# WebP of this width and quality takes a fifth of what PNG does, and its lines are still clear.
_WIDTH = 900
_DPI = 100.0
_ENCODING = {"quality": 60, "method": 6}


def draw_reference(assignment: Assignment, languages: Iterable[str]) -> tuple[Picture, ...]:
    """Draw every figure with the solution's functions, in the languages that there is a font for.

    This runs the course's own code and no student's. None where there are no figures; CourseError where one cannot be
    drawn.
    """
    if not (assignment.folder / FIGURES_FILE).is_file():
        return ()
    font = hangul_font()
    drawn: dict[str, dict[str, tuple[str, bytes]]] = {}
    with giving(read_given(assignment), assignment.folder / GIVEN_FILE):
        reference = load_module(assignment.source)
        for language in (one for one in languages if one != "ko" or font is not None):
            own = font if language == "ko" else None
            for name, made in make_figures(assignment, reference, language=language, font=own):
                if isinstance(made, Undrawn):
                    problem = f"{name} cannot be drawn from the solution: {made.problem or made.exercise}; mend it"
                    raise CourseError(assignment.folder / FIGURES_FILE, problem)
                drawn.setdefault(name, {})[language] = (_title(made), _encode(made))
    return tuple(
        Picture(
            titles={language: title for language, (title, _) in one.items()},
            data={language: data for language, (_, data) in one.items()},
        )
        for one in drawn.values()
    )


def _title(figure: Figure) -> str:
    return figure.get_suptitle() or "; ".join(title for axes in figure.axes if (title := axes.get_title()))


def _encode(figure: Figure) -> bytes:
    file = io.BytesIO()
    dpi = min(_DPI, _WIDTH / figure.get_figwidth())
    figure.savefig(file, format="webp", dpi=dpi, pil_kwargs=dict(_ENCODING))
    return file.getvalue()
