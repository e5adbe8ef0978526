"""Which mutants of the reference does the hidden suite let live? Each is judged as a submission is.

A mutant is judged by the cases of its own exercise first, and no further than the first that it does not pass; so one
that is killed costs a few cases, and one that hangs a single call.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from grader.clock import Clock
from grader.course.layout import EQUIVALENTS
from grader.course.manifest import Assignment, Course
from grader.course.regions import read_source
from grader.errors import CourseError
from grader.grading.judges import Task
from grader.grading.plan import Plan, plan_hidden
from grader.grading.run import open_judges
from grader.grading.trials import Judged, judge_trials
from grader.proof.equivalent import Equivalent, load_equivalents
from grader.proof.mutants import Mutant, make_mutants
from grader.proof.seeking import seek
from grader.proof.watch import Watch
from grader.sandbox import Sandbox
from grader.verdict import Case, Outcome

# What the reference does in a blink: a mutant that takes longer hangs.
_CALL_SECONDS = 1.0


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the mutants of one operator."""

    killed: int = 0
    equivalent: int = 0
    alive: int = 0


class Survivor(msgspec.Struct, frozen=True, kw_only=True):
    """A mutant that no case kills: where it is, what it changes, and what tells it from the reference, if known."""

    operator: str
    exercise: str
    function: str
    file: str
    line: int
    diff: str
    killer: str | None = None


class _Fate(NamedTuple):
    """A mutant, the case that kills it, empty where none does, and what then tells it from the reference, if known."""

    mutant: Mutant
    killer: str
    difference: str | None


class Survival(msgspec.Struct, frozen=True, kw_only=True):
    """What judging the mutants of one assignment found; ``problems`` are those of its declared equivalents.

    ``elsewhere`` counts the killed that pass every case of their own exercise.
    """

    assignment: str
    mutants: int
    killed: int
    equivalent: int
    elsewhere: int
    operators: Mapping[str, Tally]
    alive: tuple[Survivor, ...]
    problems: tuple[str, ...]


def judge_mutants(
    course: Course, assignment: Assignment, *, sandbox: Sandbox, jobs: int, clock: Clock, watch: Watch
) -> Survival:
    """Judge every mutant of an assignment; CourseError where the reference itself loses marks."""
    source = read_source(assignment.source)
    mutants = make_mutants(source)
    declared = load_equivalents(assignment)
    plan = _hurried(plan_hidden(course, assignment, sandbox=sandbox, clock=clock))
    seed = plan.seeds[0]
    with open_judges(plan, jobs) as pool:
        for _, judged in judge_trials(plan, pool, [Task(key=0, source=source.text, seed=seed, until_fault=True)]):
            if killer := _killer(judged):
                raise CourseError(assignment.source, f"the reference does not pass {killer}; mend that first")
        tasks = (
            Task(key=n, source=mutant.text, seed=seed, cases=_order(pool.cases, mutant), until_fault=True)
            for n, mutant in enumerate(mutants)
        )
        killers: dict[int, str] = {}
        with watch(f"judging mutants of {assignment.name}", len(mutants)) as tick:
            for n, judged in judge_trials(plan, pool, tasks):
                killers[n] = _killer(judged)
                tick()
        wanted = {n: (mutant.text, (mutant.exercise,)) for n, mutant in enumerate(mutants) if not killers[n]}
        inputs = {n: found.call for n, one in seek(plan, pool, wanted).items() for found in one.values()}
        exercises = {case.id: case.exercise for case in pool.cases}
    fates = tuple(_Fate(mutant, killers[n], inputs.get(n)) for n, mutant in enumerate(mutants))
    return _survival(assignment, fates, declared, exercises)


def _hurried(plan: Plan) -> Plan:
    limits = plan.spec.limits
    limits = msgspec.structs.replace(limits, call_seconds=min(limits.call_seconds, _CALL_SECONDS))
    return msgspec.structs.replace(plan, spec=msgspec.structs.replace(plan.spec, limits=limits))


def _order(cases: Sequence[Case], mutant: Mutant) -> tuple[str, ...]:
    """Return all cases, those of the mutant's own exercise first."""
    return tuple(case.id for case in sorted(cases, key=lambda case: case.exercise != mutant.exercise))


def _killer(judged: Judged) -> str:
    """Return the case that a source does not pass; nothing where it passes all."""
    if judged.rejection is not None:
        return judged.rejection
    return judged.verdicts[-1].case if judged.verdicts[-1].outcome is not Outcome.PASSED else ""


def _survival(
    assignment: Assignment,
    fates: Sequence[_Fate],
    declared: Sequence[Equivalent],
    exercises: Mapping[str, str],
) -> Survival:
    argued = {entry.key for entry in declared}
    operators: dict[str, Counter[str]] = {}
    alive = []
    for mutant, killer, difference in fates:
        fate = "killed" if killer else "equivalent" if mutant.key in argued else "alive"
        operators.setdefault(mutant.operator, Counter())[fate] += 1
        if fate == "alive":
            alive.append(_survivor(assignment, mutant, difference))
    total = sum(operators.values(), Counter())
    return Survival(
        assignment=assignment.name,
        mutants=len(fates),
        killed=total["killed"],
        equivalent=total["equivalent"],
        elsewhere=sum(exercises.get(killer, mutant.exercise) != mutant.exercise for mutant, killer, _ in fates),
        operators={name: Tally(**counts) for name, counts in sorted(operators.items())},
        alive=tuple(alive),
        problems=tuple(_check_declared(assignment.folder / EQUIVALENTS, fates, declared)),
    )


def _survivor(assignment: Assignment, mutant: Mutant, difference: str | None) -> Survivor:
    return Survivor(
        operator=mutant.operator,
        exercise=mutant.exercise,
        function=mutant.function,
        file=str(assignment.source),
        line=mutant.line,
        diff=mutant.diff,
        killer=difference,
    )


def _check_declared(path: Path, fates: Sequence[_Fate], declared: Sequence[Equivalent]) -> Iterator[str]:
    """Name each entry that claims too much, or that is about nothing any more."""
    by_key: dict[tuple[str, str, str], list[_Fate]] = {}
    for fate in fates:
        by_key.setdefault(fate.mutant.key, []).append(fate)
    for entry in declared:
        if entry.key not in by_key:
            yield f"{path}: {entry}: no operator makes this of the solution; take the entry out or mend it"
        for _, killer, difference in by_key.get(entry.key, []):
            if killer:
                yield f"{path}: {entry}: declared equivalent, and killed by {killer}; take the entry out"
            elif difference is not None:
                shown = difference.splitlines()[-1]
                yield f"{path}: {entry}: declared equivalent, and `{shown}` differs; take the entry out"
