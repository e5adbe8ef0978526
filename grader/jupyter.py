"""What a notebook of an assignment calls: ``check`` runs the public tests on what the notebook defines, ``plot`` draws.

Both work on the definitions as they are in the kernel now, saved or not. A check that fails raises, so that whoever
runs the notebook from top to bottom hears of it.
"""

import io
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from grader.course.gifts import read_given
from grader.course.layout import GIVEN_FILE
from grader.course.manifest import Assignment, load_assignment
from grader.errors import CourseError, UsageError
from grader.language import Catalogue, catalogue, said
from grader.printable import one_line, printable
from grader.testing.loading import giving, standing_in, undisturbed
from grader.testing.marks import MARKS, case_id, describe
from grader.testing.randomness import case_rng

_SHOWN, _NAME = 1_000, 100
_UNNEEDED = ("terminal", "cacheprovider", "logging", "faulthandler", "doctest", "junitxml", "stepwise", "debugging")


class ChecksFailed(AssertionError):  # noqa: N818  work that is not finished is no error of anybody's
    """Some public tests of an exercise fail; which and why was printed."""

    def _render_traceback_(self) -> list[str]:
        """Let IPython show the sentence alone: the frames of the framework help nobody."""
        return [str(self)]


def check(exercise: str, language: str = "en") -> None:
    """Run the public tests of an exercise on the definitions of the calling notebook; ChecksFailed if one fails."""
    names = sys._getframe(1).f_globals  # noqa: SLF001  the notebook's own names
    say = catalogue(language)
    with _spoken(say):
        assignment = _assignment()
    known = [one.name for one in assignment.exercises]
    if exercise not in known:
        raise UsageError(
            say(
                "there is no exercise {exercise!r} here; write one of {known}",
                exercise=exercise,
                known=", ".join(known),
            )
        )
    with _given(assignment), _spoken(say):
        found = _run(assignment, exercise, _module(assignment, names))
    for case, error in found.items():
        _say(f"✓ {case}" if error is None else f"✗ {case}: {_text(error, say)}")
    failed = sum(error is not None for error in found.values())
    if failed:
        raise ChecksFailed(
            say.many(
                "{exercise}: {failed} of {total} public test fails",
                "{exercise}: {failed} of {total} public tests fail",
                len(found),
                exercise=exercise,
                failed=failed,
                total=len(found),
            )
        )
    _say(
        say.many(
            "{exercise}: the public test passes",
            "{exercise}: all {total} public tests pass",
            len(found),
            exercise=exercise,
            total=len(found),
        )
    )


def plot(language: str = "en") -> None:
    """Show the figures of the assignment, drawn from the definitions of the calling notebook."""
    names = sys._getframe(1).f_globals  # noqa: SLF001  as above
    say = catalogue(language)
    try:
        from IPython.display import Image, display  # noqa: PLC0415  there wherever a notebook runs
        from matplotlib.figure import Figure  # noqa: PLC0415  an extra

        from grader.figures.drawing import make_figures  # noqa: PLC0415  needs matplotlib
        from grader.figures.fonts import hangul_font  # noqa: PLC0415  as above
    except ModuleNotFoundError as error:
        problem = said(
            "told", "figures in a notebook need {name}; install it: pip install 'grader[plot]' ipython", name=error.name
        )
        raise UsageError(say.told(problem)) from None
    with _spoken(say):
        assignment = _assignment()
    font = hangul_font() if language == "ko" else None
    spoken = language if font or language != "ko" else "en"
    with _given(assignment):
        for name, made in make_figures(assignment, _module(assignment, names), language=spoken, font=font):
            if isinstance(made, Figure):
                picture = io.BytesIO()
                made.savefig(picture, format="png")
                display(Image(data=picture.getvalue()))
            else:
                problem = made.problem or f"{made.exercise}: {say('not written yet')}"
                shown = one_line(say.told(problem), _SHOWN)
                _say(say("{figure}: not drawn yet ({problem})", figure=name or assignment.name, problem=shown))


@contextmanager
def _spoken(say: Catalogue) -> Iterator[None]:
    """Say what went wrong in the notebook's language."""
    try:
        yield
    except UsageError as error:
        raise UsageError(say.told(str(error))) from None


def _assignment() -> Assignment:
    try:
        return load_assignment(Path().resolve())  # noqa: FURB177  where a notebook runs is where it lies
    except CourseError as error:
        raise UsageError(
            f"{error}\n" + said("told", "The notebook needs the other files of its assignment beside it.")
        ) from None


def _given(assignment: Assignment) -> AbstractContextManager[None]:
    """Let the public suite import what the assignment is given."""
    return giving(read_given(assignment), assignment.folder / GIVEN_FILE)


def _module(assignment: Assignment, names: Mapping[str, Any]) -> ModuleType:
    """Return a module with the notebook's names, as a student's file would be one."""
    module = ModuleType(assignment.module)
    vars(module).update({name: value for name, value in names.items() if not name.startswith("__")})
    return module


def _run(assignment: Assignment, exercise: str, module: ModuleType) -> dict[str, BaseException | None]:
    """Return for each case of the exercise what it raised, or None where it passed."""
    cases = _Cases(exercise, module)
    arguments = [
        *(f"-pno:{name}" for name in _UNNEEDED),
        "--disable-plugin-autoload",
        "--import-mode=importlib",
        "--capture=no",
        "--noconftest",
        f"--rootdir={assignment.folder}",
        f"--config-file={os.devnull}",
        str(assignment.public_suite),
    ]
    with standing_in(assignment.module, module), undisturbed(assignment.public_suite):
        code = pytest.main(arguments, plugins=[cases])
    if code not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED} or not cases.found:
        raise UsageError(
            said(
                "told",
                "{file}: has no test of {name!r} that runs; take the file anew",
                file=assignment.public_suite,
                name=exercise,
            )
        )
    return cases.found


class _Cases:
    """The pytest plugin: the tests of one exercise, on one module, and what came of each."""

    def __init__(self, exercise: str, module: ModuleType) -> None:
        self._exercise = exercise
        self._module = module
        self.found: dict[str, BaseException | None] = {}

    @pytest.fixture
    def student(self) -> ModuleType:
        """Give the notebook's definitions."""
        return self._module

    @pytest.fixture
    def rng(self, request: pytest.FixtureRequest) -> np.random.Generator:
        """Give a generator that depends on the test's id alone."""
        return case_rng(0, case_id(request.node))

    def pytest_configure(self, config: pytest.Config) -> None:
        """Declare the marks of a suite."""
        for mark in MARKS:
            config.addinivalue_line("markers", mark)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the tests of this exercise."""
        items[:] = [item for item in items if describe(item).exercise == self._exercise]

    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        """Keep what a test raised first, before or after its own lines included."""
        case = case_id(item).rpartition("::")[2]
        error = None if call.excinfo is None else call.excinfo.value
        self.found[case] = self.found.get(case) or error


def _text(error: BaseException, say: Catalogue) -> str:
    if isinstance(error, NotImplementedError):
        return say("not written yet")
    text = printable(str(error), _SHOWN)
    if isinstance(error, AssertionError) and text:
        return say.told(text)
    return f"{one_line(type(error).__name__, _NAME)}: {text}"


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
