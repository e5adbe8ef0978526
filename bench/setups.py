"""The peers' set-ups, written from the names of the cases: each of their tests is one call of ``direct.Suite.check``.

In every set-up a submission is what that tool expects, a file or a notebook, and every case is one test of its own.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

NOTEBOOK = "exercise"

_FOUND = "import types\nfrom direct import of_environment\nSUITE = of_environment()\n"

_CONFTEST = """\
import importlib

import pytest

from direct import SEED, load
from grader.testing.marks import MARKS, case_id
from grader.testing.randomness import case_rng


def pytest_configure(config):
    for mark in MARKS:
        config.addinivalue_line("markers", mark)


@pytest.fixture(scope="session")
def student():
    return importlib.import_module({module!r})


@pytest.fixture(scope="session")
def reference():
    return load({reference!r}, "reference")


@pytest.fixture
def rng(request):
    return case_rng(SEED, case_id(request.node))
"""

_GRADESCOPE = """\
import importlib
import unittest

from gradescope_utils.autograder_utils.decorators import number, weight
from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner


class TestAll(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        try:
            cls.student = importlib.import_module({module!r})
        except Exception:
            cls.student = None
{methods}

if __name__ == "__main__":
    with open("results.json", "w") as file:
        JSONTestRunner(stream=file, visibility="visible").run(unittest.defaultTestLoader.loadTestsFromTestCase(TestAll))
"""

_METHOD = """
    @weight(1)
    @number("{number}")
    def test_{number}(self):
        SUITE.check({case!r}, self.student)
"""

_OTTER = """\
OK_FORMAT = False

from otter.test_files import test_case

{found}
name = "all"
points = {points}
"""

_OTTER_CASE = """

@test_case(name="{number}", points=1)
def test_{number}(env):
    SUITE.check({case!r}, types.SimpleNamespace(**env))
"""

_READ_NBGRADER = """\
import json
import os
from nbgrader.api import Gradebook

with Gradebook("sqlite:///gradebook.db") as book:
    found = {
        submission.student.id: {
            grade.name.removeprefix("case_"): grade.auto_score > 0
            for notebook in submission.notebooks
            for grade in notebook.grades
        }
        for submission in book.assignment_submissions("exercise")
    }
print(json.dumps(found))
"""


def write_class(sources: Mapping[str, str], folder: Path) -> list[Path]:
    """Write a file for each student."""
    folder.mkdir()
    paths = [folder / f"{student}.py" for student in sources]
    for path, source in zip(paths, sources.values(), strict=True):
        path.write_text(source, encoding="utf-8")
    return paths


def write_pytest(assignment: Path, module: str, source: str, folder: Path) -> None:
    """Write the hidden suite as it is, the fixtures, and one submission."""
    folder.mkdir()
    shutil.copy(assignment / "test_hidden.py", folder)
    reference = str(assignment / f"{module}.py")
    (folder / "conftest.py").write_text(_CONFTEST.format(module=module, reference=reference), encoding="utf-8")
    (folder / f"{module}.py").write_text(source, encoding="utf-8")


def write_gradescope(cases: Sequence[str], module: str, source: str, folder: Path) -> None:
    """Write a unittest with a method for each case, and one submission."""
    folder.mkdir()
    methods = "".join(_METHOD.format(number=number, case=case) for number, case in enumerate(cases))
    text = _FOUND + _GRADESCOPE.format(module=module, methods=methods)
    (folder / "run_tests.py").write_text(text, encoding="utf-8")
    (folder / f"{module}.py").write_text(source, encoding="utf-8")


def write_otter(cases: Sequence[str], sources: Mapping[str, str], folder: Path, python: Path) -> list[str]:
    """Write a notebook for each student and the autograder; return the notebooks' names."""
    (folder / "tests").mkdir()
    text = _OTTER.format(found=_FOUND, points=len(cases))
    text += "".join(_OTTER_CASE.format(number=number, case=case) for number, case in enumerate(cases))
    (folder / "tests" / "all.py").write_text(text, encoding="utf-8")
    _call(python, folder, "-m", "otter", "generate", "--tests-dir", "tests", "--output-path", "autograder.zip")
    for student, source in sources.items():
        _write_notebook(folder / f"{student}.ipynb", [_cell("code", "source", source)])
    return [f"{student}.ipynb" for student in sources]


def write_nbgrader(cases: Sequence[str], sources: Mapping[str, str], folder: Path, python: Path) -> None:
    """Write a course with one assignment, release it, and hand in a notebook for each student."""
    (folder / "nbgrader_config.py").write_text('get_config().CourseDirectory.course_id = "bench"\n', encoding="utf-8")
    released = folder / "source" / NOTEBOOK / f"{NOTEBOOK}.ipynb"
    _write_notebook(released, list(_nbgrader_cells(cases, "### BEGIN SOLUTION\npass\n### END SOLUTION")))
    _call(python, folder, "-m", "nbgrader", "generate_assignment", NOTEBOOK)
    for student, source in sources.items():
        path = folder / "submitted" / student / NOTEBOOK / f"{NOTEBOOK}.ipynb"
        _write_notebook(path, list(_nbgrader_cells(cases, source)))


def read_nbgrader(folder: Path, python: Path) -> dict[str, dict[str, bool]]:
    """Read the marks by student and number of the case."""
    found: dict[str, dict[str, bool]] = json.loads(_call(python, folder, "-c", _READ_NBGRADER))
    return found


def _nbgrader_cells(cases: Sequence[str], source: str) -> Iterator[dict[str, Any]]:
    yield _cell("code", "source", source, _nbgrader("source", solution=True))
    # In a cell of its own, since no test may count on another.
    yield _cell("code", "suite", _FOUND, _nbgrader("suite", locked=True))
    for number, case in enumerate(cases):
        text = f"SUITE.check({case!r}, types.SimpleNamespace(**globals()))"
        yield _cell("code", f"case-{number}", text, _nbgrader(f"case_{number}", locked=True, grade=True))


def _nbgrader(name: str, *, solution: bool = False, locked: bool = False, grade: bool = False) -> dict[str, Any]:
    flags = {"solution": solution, "locked": locked, "grade": grade, "task": False}
    return {"nbgrader": {"grade_id": name, "schema_version": 3, **flags, **({"points": 1} if grade else {})}}


def _cell(kind: str, name: str, source: str, metadata: dict[str, Any] | None = None) -> dict[str, Any]:
    made = {"cell_type": kind, "id": name, "metadata": metadata or {}, "source": source}
    return made | {"execution_count": None, "outputs": []}


def _write_notebook(path: Path, cells: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    document = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": cells}
    path.write_text(json.dumps(document), encoding="utf-8")


def path_of(python: Path) -> dict[str, str]:
    """Return the environment in which the tools of an interpreter are found by their names."""
    return {**os.environ, "PATH": f"{python.parent}:{os.environ.get('PATH', '')}"}


def _call(python: Path, folder: Path, *arguments: str) -> str:
    command = [python, *arguments]
    done = subprocess.run(command, cwd=folder, env=path_of(python), capture_output=True, check=False)  # noqa: S603  ours
    if done.returncode:
        raise RuntimeError(f"{arguments} ended with {done.returncode}:\n{done.stderr.decode()}")
    return done.stdout.decode()
