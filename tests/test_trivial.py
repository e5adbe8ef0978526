"""What was not worked for earns next to nothing, in every assignment of the course: at most a tenth of its points.

Each trivial submission is made of the solution: what students write is replaced, function by function and method by
method, and all else stays as they were given it.
"""

import ast
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from small_course import UNCONFINED

from grader.course.manifest import Assignment, load_course
from grader.course.regions import Source, read_source
from grader.course.release import plan_release
from grader.grading.judges import Task
from grader.grading.plan import plan_hidden
from grader.grading.run import open_judges
from grader.grading.trials import Judged, judge_trials
from grader.judge.service import supported

pytestmark = pytest.mark.skipif(not supported(), reason="grading needs Linux")

COURSE = load_course(Path(__file__).parent.parent / "solutions")
MOST = 0.1

# Each turns a function of the solution into what is handed in instead of it.
TRIVIAL = {
    "the first argument": """
def _trivial(function):
    def trivial(*args, **kwargs):
        own = args[1:] if "." in function.__qualname__ else args
        return next(iter((*own, *kwargs.values())), None) if function.__name__ != "__init__" else None
    return trivial
""",
    "nothing": """
def _trivial(function):
    return lambda *args, **kwargs: None
""",
    "an error": """
def _trivial(function):
    def trivial(*args, **kwargs):
        raise ValueError
    return trivial
""",
    # The most generous of zeros: in the right types and shapes, with the right errors, and no argument is changed.
    "zeros": """
import copy as _copy

def _zeros(value):
    if isinstance(value, np.ndarray):
        return np.zeros_like(value)
    if isinstance(value, (bool, int, float, np.generic)):
        return type(value)(0)
    if isinstance(value, (list, tuple)):
        return type(value)(_zeros(entry) for entry in value)
    if isinstance(value, dict):
        return {key: _zeros(entry) for key, entry in value.items()}
    if type(value).__module__ == __name__:
        empty = _copy.copy(value)
        vars(empty).update(_zeros(vars(value)))
        return empty
    return value

def _trivial(function):
    def trivial(*args, **kwargs):
        if function.__name__ == "__init__":
            function(*args, **kwargs)
            vars(args[0]).update(_zeros(vars(args[0])))
            return None
        return _zeros(function(*map(_own, args), **{name: _own(value) for name, value in kwargs.items()}))
    return trivial

def _own(value):
    mine = isinstance(value, (np.ndarray, np.random.Generator, list, dict)) or type(value).__module__ == __name__
    return _copy.deepcopy(value) if mine else value
""",
}


def trivial(source: Source, kind: str) -> str:
    """Return the solution with every function and method that holds a region replaced."""
    lines = [region.line for region in source.regions]
    names = [name for name, first, last in functions(ast.parse(source.text)) if any(first < n < last for n in lines)]
    return "\n".join([source.text, TRIVIAL[kind], *(f"{name} = _trivial({name})" for name in names), ""])


def functions(tree: ast.Module | ast.ClassDef, prefix: str = "") -> Iterator[tuple[str, int, int]]:
    """Yield the functions of a module, and the methods of its classes: name, first line and last."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield f"{prefix}{node.name}", node.lineno, node.end_lineno or node.lineno
        elif isinstance(node, ast.ClassDef):
            yield from functions(node, f"{node.name}.")


@cache
def judged(name: str) -> dict[str, Judged]:
    """Judge the untouched stub and every trivial submission to an assignment."""
    assignment = COURSE.assignment(name)
    source = read_source(assignment.source)
    sources = {"the stub": plan_release(COURSE, assignment)[assignment.source.name].decode()}
    sources |= {kind: trivial(source, kind) for kind in TRIVIAL}
    plan = plan_hidden(COURSE, assignment, sandbox=UNCONFINED, clock=time.monotonic)
    with open_judges(plan, 2) as pool:
        tasks = [Task(key=name, source=text, seed=plan.seeds[0]) for name, text in sources.items()]
        return dict(judge_trials(plan, pool, tasks))


def points(one: Judged) -> float:
    """Return what a submission earns; it must have been judged whole."""
    assert one.rejection is None
    return float(sum(exercise.score for exercise in one.scores))


each_assignment = pytest.mark.parametrize("assignment", COURSE.assignments, ids=lambda a: a.name[:2])


@each_assignment
def test_the_untouched_stub_earns_nothing(assignment: Assignment) -> None:
    """Not a single case, also where an exercise is to raise an error."""
    assert points(judged(assignment.name)["the stub"]) == 0


@each_assignment
@pytest.mark.parametrize("kind", TRIVIAL)
def test_a_trivial_submission_earns_next_to_nothing(assignment: Assignment, kind: str) -> None:
    """Whatever it returns for everything that it is asked."""
    earned = {exercise.name: exercise.score for exercise in judged(assignment.name)[kind].scores if exercise.score}
    assert points(judged(assignment.name)[kind]) <= MOST * assignment.points, earned
