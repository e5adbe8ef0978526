"""The contenders: each set up from the same checks, run by commands, its marks read back per student and case."""

import json
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import setups
from direct import numbered
from environments import python_of
from measuring import Command

from grader.report.model import decode

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

Marks = Mapping[str, Mapping[str, bool]]
"""By student and case: right or wrong."""


@dataclass(frozen=True)
class Task:
    """What everybody is to grade: an assignment of a course, its cases, and submissions by student."""

    course: Path
    assignment: str
    module: str
    cases: Sequence[str]
    sources: Mapping[str, str]

    @property
    def folder(self) -> Path:
        """Where the assignment's reference and hidden suite are."""
        return self.course / self.assignment

    @property
    def environment(self) -> dict[str, str]:
        """What a set-up that was generated finds the checks by."""
        return {
            "PYTHONPATH": f"{HERE}:{ROOT}",
            "BENCH_SUITE": str(self.folder),
            "BENCH_MODULE": self.module,
        }


@dataclass(frozen=True)
class Contender:
    """One way to grade.

    ``prepare`` sets up in a folder and returns the commands that grade, which alone are measured; ``marks`` reads
    what they found. Those that start anew for each submission (``apart``), and heavy ones, are measured on fewer.
    """

    name: str
    prepare: Callable[[Task, Path], Sequence[Command]]
    marks: Callable[[Task, Path], Marks]
    apart: bool = False
    heavy: bool = False
    ours: bool = False


def contenders(tiers: Sequence[str]) -> tuple[Contender, ...]:
    """Return everybody, the floor first; grader in each of these tiers."""
    return (
        Contender("bare loop, no isolation", _prepare_floor, _marks_floor),
        *(grader(jobs, tier) for tier in tiers for jobs in (1, 2)),
        Contender("gradescope-utils, a process each", _prepare_gradescope, _marks_gradescope, apart=True),
        Contender("pytest, a process each", _prepare_pytest, _marks_pytest, apart=True),
        Contender("nbgrader autograde, batch", _prepare_nbgrader, _marks_nbgrader, heavy=True),
        Contender("Otter, grade_submission", _prepare_otter, _marks_otter, heavy=True),
    )


def grader(jobs: int, tier: str) -> Contender:
    """Return our own framework, its command as it is."""

    def prepare(task: Task, folder: Path) -> Sequence[Command]:
        setups.write_class(task.sources, folder / "class")
        places = ["class", "--course", str(task.course), "--out", "out", "--jobs", str(jobs), "--sandbox", tier]
        boot = "from grader.cli import main; main()"
        return [Command([sys.executable, "-c", boot, "grade", task.assignment, *places], folder, task.environment)]

    name = f"grader, {jobs} {'job' if jobs == 1 else 'jobs'}, sandbox {tier}"
    return Contender(name, prepare, _marks_grader, ours=True)


def _marks_grader(task: Task, folder: Path) -> Marks:
    return {student: _outcomes(folder / "out" / "reports" / f"{student}.json") for student in task.sources}


def _outcomes(path: Path) -> dict[str, bool]:
    cases = [case for exercise in decode(path.read_bytes(), path).exercises for case in exercise.cases]
    return dict(zip(numbered([case.id for case in cases]), [case.outcome == "passed" for case in cases], strict=True))


def _prepare_floor(task: Task, folder: Path) -> Sequence[Command]:
    paths = setups.write_class(task.sources, folder / "class")
    arguments = [sys.executable, str(HERE / "floor.py"), "marks.json", *map(str, paths)]
    return [Command(arguments, folder, task.environment)]


def _marks_floor(task: Task, folder: Path) -> Marks:
    found: Marks = json.loads((folder / "marks.json").read_text())
    return {student: found[student] for student in task.sources}


def _prepare_pytest(task: Task, folder: Path) -> Sequence[Command]:
    arguments = [str(python_of("pytest")), "-m", "pytest", "-q", "--junitxml=result.xml"]
    for student, source in task.sources.items():
        setups.write_pytest(task.folder, task.module, source, folder / student)
    codes = frozenset({0, 1})  # 1: a test failed
    return [Command(arguments, folder / student, task.environment, codes) for student in task.sources]


def _marks_pytest(task: Task, folder: Path) -> Marks:
    found = {}
    for student in task.sources:
        cases = ET.parse(folder / student / "result.xml").getroot().iter("testcase")  # noqa: S314  written by pytest
        right = {_junit_id(case): len(case) == 0 for case in cases}
        found[student] = dict(zip(numbered(list(right)), right.values(), strict=True))
    return found


def _junit_id(case: ET.Element) -> str:
    owner = case.get("classname", "").partition(".")[2]
    name = case.get("name", "")
    return f"{owner}::{name}" if owner else name


def _prepare_gradescope(task: Task, folder: Path) -> Sequence[Command]:
    arguments = [str(python_of("gradescope-utils")), "run_tests.py"]
    for student, source in task.sources.items():
        setups.write_gradescope(task.cases, task.module, source, folder / student)
    return [Command(arguments, folder / student, task.environment) for student in task.sources]


def _marks_gradescope(task: Task, folder: Path) -> Marks:
    tests = {s: json.loads((folder / s / "results.json").read_text())["tests"] for s in task.sources}
    return _by_name(task, {s: {test["number"]: test["score"] > 0 for test in some} for s, some in tests.items()})


def _prepare_otter(task: Task, folder: Path) -> Sequence[Command]:
    notebooks = setups.write_otter(task.cases, task.sources, folder, python_of("otter"))
    arguments = [str(python_of("otter")), str(HERE / "otter_loop.py"), "marks.json", *notebooks]
    return [Command(arguments, folder, setups.path_of(python_of("otter")) | task.environment)]


def _marks_otter(task: Task, folder: Path) -> Marks:
    return _by_name(task, json.loads((folder / "marks.json").read_text()))


def _prepare_nbgrader(task: Task, folder: Path) -> Sequence[Command]:
    setups.write_nbgrader(task.cases, task.sources, folder, python_of("nbgrader"))
    arguments = [str(python_of("nbgrader")), "-m", "nbgrader", "autograde", setups.NOTEBOOK]
    return [Command(arguments, folder, setups.path_of(python_of("nbgrader")) | task.environment)]


def _marks_nbgrader(task: Task, folder: Path) -> Marks:
    return _by_name(task, setups.read_nbgrader(folder, python_of("nbgrader")))


def _by_name(task: Task, found: Marks) -> Marks:
    """Put the names of cases in place of their numbers."""
    return {
        student: {task.cases[int(number)]: mark for number, mark in marks.items()} for student, marks in found.items()
    }
