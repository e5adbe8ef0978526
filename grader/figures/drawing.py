"""Draws an assignment's figures from a student's module and writes them, the same bytes for the same code.

``figures.py`` holds a tuple ``FIGURES`` of functions ``(student, language) -> matplotlib.figure.Figure``. It needs no
pyplot, and gets none: no window opens and no figure outlives its file. What the student's code does wrong is a value.
"""

import io
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FunctionType, MappingProxyType, ModuleType
from typing import TypeAlias, TypeVar

import matplotlib as mpl
import msgspec
from matplotlib.figure import Figure

from grader.course.gifts import read_given
from grader.course.layout import FIGURES_FILE, GIVEN_FILE
from grader.course.manifest import Assignment
from grader.errors import CourseError, UsageError
from grader.language import said
from grader.testing.loading import Unloadable, giving, load_module, standing_in

Draw: TypeAlias = Callable[[ModuleType, str], Figure]

_T = TypeVar("_T")

FORMATS = ("png", "svg")

# Neither a date nor a version: the same figure is the same file.
_METADATA = MappingProxyType({"png": {"Software": None}, "svg": {"Date": None, "Creator": None}})
_SALT = "grader"


class Drawn(msgspec.Struct, frozen=True):
    """A figure and the files that it was written to."""

    figure: str
    paths: tuple[Path, ...]


class Undrawn(msgspec.Struct, frozen=True):
    """A figure that could not be drawn, all of them where it has no name: what it lacks, or what went wrong."""

    figure: str
    exercise: str = ""
    problem: str = ""


def draw_all(
    assignment: Assignment, file: Path, *, language: str, font: str | None, out: Path, formats: tuple[str, ...]
) -> Iterator[Drawn | Undrawn]:
    """Draw every figure of the assignment from the student's ``file`` into ``out``, labelled in ``language``.

    CourseError where ``figures.py`` is wrong, UsageError where there is none or nothing can be written.
    """
    path = assignment.folder / FIGURES_FILE
    if not path.is_file():
        raise UsageError(said("told", "{name}: there is no such file; this assignment has no figures", name=path))
    with giving(read_given(assignment), assignment.folder / GIVEN_FILE), _style(font):
        functions = _load(path)
        try:
            student = load_module(file)
        except Unloadable as error:
            yield Undrawn("", problem=str(error))
            return
        except (Exception, SystemExit) as error:  # noqa: BLE001  the student's, whatever it is
            yield Undrawn("", problem=_problem(error, file))
            return
        with standing_in(assignment.module, student):
            for function in functions:
                yield _draw(function, student, (file, path), language=language, out=out, formats=formats)


def make_figures(
    assignment: Assignment, student: ModuleType, *, language: str, font: str | None
) -> Iterator[tuple[str, Figure | Undrawn]]:
    """Make every figure of the assignment, by name, from a module that is already there, to be shown and not written.

    CourseError where ``figures.py`` is wrong.
    """
    path = assignment.folder / FIGURES_FILE
    with _style(font), standing_in(assignment.module, student):
        for function in _load(path):
            yield function.__name__, _make(function, student, (assignment.source, path), language, lambda made: made)


def _draw(
    function: FunctionType,
    student: ModuleType,
    files: tuple[Path, Path],
    *,
    language: str,
    out: Path,
    formats: tuple[str, ...],
) -> Drawn | Undrawn:
    made = _make(function, student, files, language, lambda figure: _render(figure, formats))
    return made if isinstance(made, Undrawn) else Drawn(function.__name__, _write(made, out, function.__name__))


def _make(
    function: FunctionType,
    student: ModuleType,
    files: tuple[Path, Path],
    language: str,
    finish: Callable[[Figure], _T],
) -> _T | Undrawn:
    """Return a figure as ``finish`` makes it, or why there is none; CourseError where the function returns another."""
    name = function.__name__
    try:
        figure = function(student, language)
        if isinstance(figure, Figure):
            return finish(figure)
    except NotImplementedError as error:
        place = _place(error, files[0])
        return Undrawn(name, exercise=str(error) or (place[1] if place else name))
    except (Exception, SystemExit) as error:  # noqa: BLE001  the student's, whatever it is
        return Undrawn(name, problem=_problem(error, *files))
    problem = f"{name} returned {type(figure).__name__}; return a matplotlib.figure.Figure"
    raise CourseError(files[1], problem, line=function.__code__.co_firstlineno)


def _load(path: Path) -> tuple[FunctionType, ...]:
    try:
        found = getattr(load_module(path), "FIGURES", None)
    except Unloadable as error:
        raise CourseError(path, f"{error}; mend it") from None
    except Exception as error:
        raise CourseError(path, f"importing it raised {type(error).__name__}: {error}; mend it") from error
    if not isinstance(found, tuple) or not all(isinstance(function, FunctionType) for function in found):
        raise CourseError(path, "has no tuple of functions; write FIGURES = (a_function, another)", key="FIGURES")
    names = [function.__name__ for function in found]
    if len(set(names)) < len(names) or not all(name.isidentifier() for name in names):
        raise CourseError(path, "has two functions of one name, or a lambda; give each its own name", key="FIGURES")
    return found


@contextmanager
def _style(font: str | None) -> Iterator[None]:
    """Draw as matplotlib does out of the box, whatever this user's settings are."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams["svg.hashsalt"] = _SALT
        if font is not None:
            mpl.rcParams["font.family"] = [font, *mpl.rcParams["font.sans-serif"][:1]]
        yield


def _render(figure: Figure, formats: tuple[str, ...]) -> dict[str, bytes]:
    pictures = {}
    for kind in formats:
        buffer = io.BytesIO()
        figure.savefig(buffer, format=kind, metadata=_METADATA[kind])
        pictures[kind] = buffer.getvalue()
    return pictures


def _write(pictures: dict[str, bytes], folder: Path, name: str) -> tuple[Path, ...]:
    paths = {folder / f"{name}.{kind}": data for kind, data in pictures.items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, data in paths.items():
            path.write_bytes(data)
    except OSError as error:
        raise UsageError(
            said(
                "told", "{name}: cannot be written ({reason}); choose another --out", name=folder, reason=error.strerror
            )
        ) from None
    return tuple(paths)


def _problem(error: BaseException, *files: Path) -> str:
    """Return where an exception came from, in the first of the files that it went through, and what it says."""
    place = next((place for file in files if (place := _place(error, file))), None)
    return f"{place[0]}: {type(error).__name__}: {error}" if place else f"{type(error).__name__}: {error}"


def _place(error: BaseException, file: Path) -> tuple[str, str] | None:
    """Return ``file:line`` and the function, innermost in a file; None where it went through another alone."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(file)]
    return (f"{file.name}:{frames[-1].lineno}", frames[-1].name) if frames else None
