"""The pytest plugin: the marks of a suite, and its fixtures for plain pytest in an assignment's folder.

Invariant: nothing happens at import beyond definitions, and where no assignment is nothing ever: the fixtures work
when a test asks for them, and `given` is importable beside the manifest that says so alone. Under the judge others of
the same names take their place.
"""

from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from grader.course.gifts import read_given
from grader.course.layout import ASSIGNMENT_FILE, GIVEN, GIVEN_FILE
from grader.course.manifest import Assignment, load_assignment
from grader.errors import CourseError
from grader.testing.loading import Unloadable, has_regions, load_module, load_text, standing_in
from grader.testing.marks import MARKS, case_id
from grader.testing.randomness import case_rng

_MODULES = pytest.StashKey[dict[Path, ModuleType]]()
_GIVEN = pytest.StashKey[dict[Path, ModuleType | CourseError | None]]()


def pytest_configure(config: pytest.Config) -> None:
    """Register the marks."""
    for mark in MARKS:
        config.addinivalue_line("markers", mark)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Let a suite import what its own assignment is given, and never what another folder's is."""
    with _given_there(collector):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let the student's code do the same, also while it runs."""
    with _given_there(item):
        return (yield)


@pytest.fixture
def student(request: pytest.FixtureRequest) -> Iterator[ModuleType]:
    """Import the file that students hand in, from the folder of the suite, in process."""
    assignment = _assignment(request)
    module = _module(request, assignment)
    with standing_in(assignment.module, module):
        yield module


@pytest.fixture
def reference(request: pytest.FixtureRequest) -> ModuleType:
    """Return the solution, where the suite lies beside it, as it does for an instructor."""
    assignment = _assignment(request)
    if not has_regions(assignment.source):
        pytest.fail(
            f"{assignment.source.name} here is no solution, and a test that needs one is part of the hidden suite: "
            "the hidden suite runs only in the judge",
            pytrace=False,
        )
    return _module(request, assignment)


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> np.random.Generator:
    """Return a generator that depends on the test's id alone."""
    return case_rng(0, case_id(request.node))


def _assignment(request: pytest.FixtureRequest) -> Assignment:
    try:
        return load_assignment(request.path.parent)
    except CourseError as error:
        pytest.fail(str(error), pytrace=False)


def _module(request: pytest.FixtureRequest, assignment: Assignment) -> ModuleType:
    given = _given(request.config, assignment.folder)
    if isinstance(given, CourseError):
        pytest.fail(str(given), pytrace=False)
    modules = request.config.stash.setdefault(_MODULES, {})
    if assignment.source not in modules:
        try:
            modules[assignment.source] = load_module(assignment.source)
        except Unloadable as error:
            pytest.fail(str(error), pytrace=False)
    return modules[assignment.source]


def _given_there(node: pytest.Collector | pytest.Item) -> AbstractContextManager[None]:
    given = _given(node.config, node.path.parent)
    return standing_in(GIVEN, given) if isinstance(given, ModuleType) else nullcontext()


def _given(config: pytest.Config, folder: Path) -> ModuleType | CourseError | None:
    """Return what the assignment in a folder is given, once in a run; what is wrong with it a fixture tells."""
    known = config.stash.setdefault(_GIVEN, {})
    if folder not in known:
        known[folder] = None
        if (folder / ASSIGNMENT_FILE).is_file():
            try:
                text = read_given(load_assignment(folder))
                known[folder] = load_text(text, folder / GIVEN_FILE) if text else None
            except CourseError as error:
                known[folder] = error
    return known[folder]
