"""Whether the inputs that an author declares find mistakes, and nothing in what is right.

Which exercises have inputs is read from ``strategies.py``, which only a judge runs.
"""

import ast
from collections.abc import Mapping
from importlib.util import find_spec
from typing import TypeVar

import msgspec

from grader.course.manifest import Assignment
from grader.course.regions import BOM, read_text
from grader.errors import CourseError
from grader.grading.judges import Task
from grader.grading.plan import Plan
from grader.grading.pool import JudgePool
from grader.grading.trials import judge_trials
from grader.verdict import Counterexample

_K = TypeVar("_K")


class Checked(msgspec.Struct, frozen=True):
    """What is wrong with the declared inputs, and which mistakes they do not show."""

    problems: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


def exercises_with_inputs(assignment: Assignment) -> tuple[str, ...]:
    """Return the exercises for which inputs are declared; CourseError where one is none of the assignment's."""
    path = assignment.strategies
    if not path.is_file():
        return ()
    try:
        tree = ast.parse(read_text(path).removeprefix(BOM))
    except (SyntaxError, ValueError) as error:  # a null byte is the one or the other
        line, said = getattr(error, "lineno", None), getattr(error, "msg", error)
        raise CourseError(path, f"this is not Python ({said}); mend it", line=line) from None
    names = {exercise.name for exercise in assignment.exercises}
    found: dict[str, None] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="inputs"), args=[ast.Constant(value=str() as name), *_]):
                if name not in names:
                    raise CourseError(path, f"{name!r} is no exercise here; write its name", line=node.lineno)
                found[name] = None
    return tuple(found)


def check_inputs(
    plan: Plan, pool: JudgePool, right: Mapping[str, str], wrong: Mapping[str, tuple[str, str]]
) -> Checked:
    """Search what is right, by name, for nothing, and what is wrong, by name with its exercise, for its mistake."""
    declared = exercises_with_inputs(plan.assignment)
    if not declared or plan.spec.strategies is None:
        return Checked()
    if find_spec("hypothesis") is None:
        return Checked(missed=(f"{plan.spec.strategies}: Hypothesis is not installed, so nothing is sought",))
    wanted = {name: (source, declared) for name, source in right.items()}
    wanted |= {name: (source, (exercise,)) for name, (exercise, source) in wrong.items() if exercise in declared}
    found = seek(plan, pool, wanted)
    problems = (
        f"{plan.spec.strategies}: {exercise}: of {name}, which is right, {_told(one)}; draw what is promised only, "
        "or allow for rounding with `rtol` and `atol`"
        for name in right
        for exercise, one in found[name].items()
    )
    missed = (f"{name}: the inputs of strategies.py do not show it" for name in wrong if not found.get(name, True))
    return Checked(tuple(problems), tuple(missed))


def seek(
    plan: Plan, pool: JudgePool, wanted: Mapping[_K, tuple[str, tuple[str, ...]]]
) -> dict[_K, Mapping[str, Counterexample]]:
    """Search sources, each in its exercises, and return what was found by exercise."""
    tasks = (
        Task(key=key, source=source, seed=plan.seeds[0], cases=(), seek=exercises)
        for key, (source, exercises) in wanted.items()
    )
    return {key: judged.counterexamples for key, judged in judge_trials(plan, pool, tasks)}


def _told(found: Counterexample) -> str:
    return f"`{found.call.splitlines()[-1]}` gives {found.got} where {found.expected} is expected"
