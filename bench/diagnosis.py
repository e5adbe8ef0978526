"""What a second look costs: a class in which everybody is right, and one in which everybody is wrong.

Each class is graded with everything on and with parts of it off, in turn, by one judge; the least of several rounds
counts. Run on an idle machine: ``python bench/diagnosis.py [ASSIGNMENT] [--rounds N] [--students N]``.
"""

import argparse
import resource
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import msgspec

from grader.course.alternatives import load_alternatives
from grader.course.manifest import Assignment, Course, load_course
from grader.course.misconceptions import load_misconceptions
from grader.course.regions import read_source
from grader.grading.judges import Task
from grader.grading.plan import Plan, plan_hidden
from grader.grading.run import open_judges
from grader.sandbox import Sandbox, Tier

COURSE = Path(__file__).parent.parent / "solutions"


@dataclass(frozen=True)
class Setting:
    """How a class is graded."""

    plan: Plan
    look_again: bool


@dataclass(frozen=True)
class Cost:
    """Milliseconds of the clock and of processors, for each submission."""

    wall: float
    cpu: float


def settings(plan: Plan) -> Mapping[str, Setting]:
    """Return the ways to grade: everything on, without counterexamples, and without a second look."""
    known = msgspec.structs.replace(plan, spec=msgspec.structs.replace(plan.spec, strategies=None))
    unknown = msgspec.structs.replace(plan, spec=msgspec.structs.replace(plan.spec, strategies=None, variants=()))
    return {
        "everything": Setting(plan, look_again=True),
        "no counterexamples": Setting(known, look_again=True),
        "no second look": Setting(unknown, look_again=False),
    }


def measure(setting: Setting, sources: Sequence[str]) -> Cost:
    """Grade a class with judges that are ready; what they cost to start is not counted by the clock."""
    before = _children()
    with open_judges(setting.plan, 1) as judges:
        began = time.perf_counter()
        tasks = (
            Task(key=n, source=source, seed=setting.plan.seeds[0], look_again=setting.look_again)
            for n, source in enumerate(sources)
        )
        for _ in judges.judge_all(tasks):
            pass
        wall = time.perf_counter() - began
    count = len(sources) / 1000
    return Cost(wall=wall / count, cpu=(_children() - before) / count)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def classes(course: Course, assignment: Assignment, students: int) -> Mapping[str, Sequence[str]]:
    """Return the classes: right solutions in every style there is, and every listed misconception."""
    source = read_source(assignment.source)
    right = [source.text, *(one.apply(source.text) for one in load_alternatives(assignment, source))]
    wrong = [one.apply(source.text) for one in load_misconceptions(assignment, source.text, course.languages)]
    return {"all right": _taken(right, students), "all wrong": _taken(wrong, students)}


def _taken(sources: Iterable[str], students: int) -> list[str]:
    return [f"{source}\n# {n}\n" for n, source in enumerate(islice(cycle(sources), students))]


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("assignment", nargs="?", default="02_linear_regression")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--students", type=int, default=60)
    asked = parser.parse_args()
    course = load_course(COURSE)
    assignment = course.assignment(asked.assignment)
    plan = plan_hidden(course, assignment, sandbox=Sandbox(tier=Tier.NONE, layers=()), clock=time.monotonic)
    print(f"{asked.assignment}: {asked.students} students, the least of {asked.rounds} rounds, per submission")  # noqa: T201  a bench prints
    for title, sources in classes(course, assignment, asked.students).items():
        rounds = [{name: measure(one, sources) for name, one in settings(plan).items()} for _ in range(asked.rounds)]
        for name in rounds[0]:
            wall, cpu = (min(getattr(one[name], what) for one in rounds) for what in ("wall", "cpu"))
            print(f"{title:>10}  {name:<20} {wall:8.1f} ms  {cpu:8.1f} ms of processors")  # noqa: T201  as above


if __name__ == "__main__":
    main()
