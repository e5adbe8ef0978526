"""Survival: mutants are killed, argued equivalent, or alive and shown."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from small_course import HIDDEN, NAME, SOLUTION, UNCONFINED, SmallCourse

from grader.errors import CourseError
from grader.proof.survival import Survival, judge_mutants

EQUIVALENT = """
[[equivalent]]
function = "total"
original = "flat = np.ascontiguousarray(x).reshape(-1)"
mutated = "flat = x.reshape(-1)"
why = "Any order has the same entries."
"""
STRATEGIES = """
import numpy as np

from grader.testing.strategies import arrays, inputs, sizes


@inputs("double")
def double(draw, student):
    return student.double(draw(arrays(draw(sizes()), of=sizes(0), dtype=np.int64)))
"""
HANGING = SOLUTION.replace("    flat = np", "    n = 3\n    while n < 0:\n        n = n + 1\n    flat = np")


@contextmanager
def watch(_what: str, _total: int) -> Iterator[Callable[[], None]]:
    """Show nothing."""
    yield lambda: None


def judge(course: SmallCourse) -> Survival:
    """Judge the mutants of the assignment."""
    loaded = course.load()
    (assignment,) = loaded.assignments
    return judge_mutants(loaded, assignment, sandbox=UNCONFINED, jobs=1, clock=time.monotonic, watch=watch)


@pytest.fixture(scope="module")
def survived(tmp_path_factory: pytest.TempPathFactory) -> Survival:
    """Judge the mutants of a small course with one entry that is right, one too bold, and one out of date."""
    course = SmallCourse(tmp_path_factory.mktemp("small"))
    course.write("small.py", HANGING)
    bold = EQUIVALENT.replace("flat = x.reshape(-1)", "flat = np.ascontiguousarray(x).reshape(-0)")
    course.write("equivalent.toml", EQUIVALENT + bold + bold.replace("-0", "-7"))
    course.write("strategies.py", STRATEGIES)
    return judge(course)


def test_every_mutant_has_one_fate(survived: Survival) -> None:
    """Killed, equivalent or alive, in all and by operator."""
    assert survived.assignment == NAME
    assert survived.mutants == survived.killed + survived.equivalent + len(survived.alive)
    assert survived.equivalent == 1
    assert survived.killed > 5
    tallies = survived.operators.values()
    assert sum(tally.killed + tally.equivalent + tally.alive for tally in tallies) == survived.mutants


def test_the_living_are_shown(survived: Survival) -> None:
    """With place, operator, change, and the input that tells; here the dtype that no case asks for."""
    (alive,) = (one for one in survived.alive if one.operator == "lost dtype")
    assert (alive.exercise, alive.function) == ("double", "double")
    assert alive.killer == "import numpy as np\nfrom small import double\ndouble(np.array([0]))"
    assert {one.killer for one in survived.alive if one.exercise != "double"} == {None}
    assert Path(alive.file).name == "small.py"
    assert "-    return np.add(x, x, dtype=np.result_type(x, np.float32))\n+    return np.add(x, x)\n" in alive.diff


def test_a_mutant_that_hangs_is_killed(survived: Survival) -> None:
    """After one call, and the judge goes on."""
    assert survived.operators["condition"].killed == 1


def test_a_declaration_that_does_not_hold_is_named(survived: Survival) -> None:
    """One that a case refutes, and one that is about nothing any more."""
    refuted, stale = survived.problems
    assert "total: flat = np.ascontiguousarray(x).reshape(-0): declared equivalent, and killed by TestTotal" in refuted
    assert "total: flat = np.ascontiguousarray(x).reshape(-7): no operator makes this" in stale


def test_a_reference_that_loses_marks_ends_it(tmp_path: Path) -> None:
    """Without a sound suite a killed mutant means nothing."""
    course = SmallCourse(tmp_path, hidden=HIDDEN.replace("[-9.0, 16.5]", "[-9.0, 17.5]"))
    with pytest.raises(CourseError, match="does not pass TestDouble::test_by_hand"):
        judge(course)
