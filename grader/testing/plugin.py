"""The pytest plugin: the marks of a suite, and its fixtures for plain pytest in an assignment's folder.

Invariant: nothing happens at import beyond definitions, and in a project without grader nothing ever: the fixtures
work when a test asks for them. Under the judge others of the same names take their place.
"""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from grader.course.manifest import Assignment, load_assignment
from grader.errors import CourseError
from grader.testing.loading import Unloadable, has_regions, load_module, standing_in
from grader.testing.marks import MARKS, case_id
from grader.testing.randomness import case_rng

_MODULES = pytest.StashKey[dict[Path, ModuleType]]()


def pytest_configure(config: pytest.Config) -> None:
    """Register the marks."""
    for mark in MARKS:
        config.addinivalue_line("markers", mark)


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
    modules = request.config.stash.setdefault(_MODULES, {})
    if assignment.source not in modules:
        try:
            modules[assignment.source] = load_module(assignment.source)
        except Unloadable as error:
            pytest.fail(str(error), pytrace=False)
    return modules[assignment.source]
