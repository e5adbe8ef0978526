"""Is this assignment sound? Its suite is put to the proof with the reference, right and wrong variants, and the stub.

Each finding names the item, the fault and the next step; an assignment without findings is one whose suite gives
full marks to what is right, however it is written, none to what is untouched, and takes marks for every mistake that
its author listed, whatever inputs are drawn and in whatever order the cases run.
"""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import msgspec

from grader.clock import Clock
from grader.course.alternatives import load_alternatives
from grader.course.leaks import find_leaks, hint_leaks
from grader.course.manifest import Assignment, Course
from grader.course.misconceptions import Misconception, load_misconceptions
from grader.course.regions import read_source
from grader.course.release import Release, check_release, plan_release
from grader.grading.judges import Task
from grader.grading.plan import Plan, plan_hidden
from grader.grading.pool import JudgePool
from grader.grading.run import open_judges
from grader.grading.trials import judge_trials
from grader.proof.checks import (
    REFERENCE,
    SEEDS,
    STUB,
    Finding,
    Judgements,
    Subjects,
    check_judgements,
    find_lucky,
    key_of,
)
from grader.proof.draws import drawing_cases
from grader.proof.rewriting import rewrite
from grader.proof.seeking import check_inputs
from grader.proof.strictness import find_loose
from grader.proof.watch import Watch
from grader.sandbox import Sandbox

CHECKS = {
    "reference": "the reference earns full marks",
    "stub": "the stub earns nothing",
    "alternatives": "every alternative earns full marks",
    "rewritings": "the reference rewritten mechanically earns full marks",
    "misconceptions": "every misconception loses marks in its exercise",
    "distinct": "no two misconceptions look alike to the suite",
    "repeatable": "a second judgement is the same to the byte",
    "order": "the order of the cases changes nothing",
    "inputs": "on what is right the declared inputs find nothing",
    "seeds": f"under {SEEDS} seeds what is right keeps its marks, and what is wrong loses some",
    "release": "the release is fresh",
    "leaks": "nothing secret is released",
    "hints": "no hint gives the answer away",
}


class Soundness(msgspec.Struct, frozen=True, kw_only=True):
    """What verifying one assignment found, and how much it looked at."""

    assignment: str
    cases: int
    misconceptions: int
    alternatives: int
    rewritings: int
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...] = ()
    """Loose comparisons in the hidden suite, verdicts on misconceptions that the inputs decide, and which of them the
    declared inputs do not show."""


def verify_assignment(
    course: Course, assignment: Assignment, *, sandbox: Sandbox, jobs: int, clock: Clock, watch: Watch
) -> Soundness:
    """Verify one assignment; CourseError where it cannot even be judged."""
    source = read_source(assignment.source)
    misconceptions = load_misconceptions(assignment, source.text, course.languages)
    alternatives = load_alternatives(assignment, source)
    release = plan_release(course, assignment)
    plan = plan_hidden(course, assignment, sandbox=sandbox, clock=clock)
    forbidden = {*assignment.forbid, *(name for exercise in assignment.exercises for name in exercise.forbid)}
    subjects = Subjects(
        right={REFERENCE: source.text, **{str(a.path): a.apply(source.text) for a in alternatives}},
        rewritings=dict(rewrite(source, forbidden)),
        stub=release[assignment.source.name].decode(),
        misconceptions={key_of(m): m.apply(source.text) for m in misconceptions},
    )
    with open_judges(plan, jobs) as pool:
        judged = _judge(plan, pool, subjects, misconceptions, watch)
        wrong = {key_of(m): (m.exercise, subjects.misconceptions[key_of(m)]) for m in misconceptions}
        inputs = check_inputs(plan, pool, subjects.right, wrong)
        findings = (
            *check_judgements(plan, pool, subjects, misconceptions, judged),
            *(Finding(check="inputs", problem=problem) for problem in inputs.problems),
            *_check_release(course, assignment, release),
            *(Finding(check="leaks", problem=str(leak)) for leak in find_leaks(course, assignment, release)),
            *(Finding(check="hints", problem=str(leak)) for leak in hint_leaks(misconceptions, source)),
        )
        cases = len(pool.cases)
    return Soundness(
        assignment=assignment.name,
        cases=cases,
        misconceptions=len(misconceptions),
        alternatives=len(alternatives),
        rewritings=len(subjects.rewritings),
        warnings=(*map(str, find_loose(assignment.hidden_suite)), *find_lucky(judged, subjects), *inputs.missed),
        findings=tuple(dict.fromkeys(findings)),  # the same under several seeds is one
    )


def _judge(
    plan: Plan, pool: JudgePool, subjects: Subjects, misconceptions: tuple[Misconception, ...], watch: Watch
) -> Judgements:
    """Judge everything in one go, so that no judge waits for another.

    A misconception is judged by the cases of its own exercise: it is those that must tell it from what is right and
    from the others. On the inputs of other seeds, cases that draw none are not judged anew.
    """
    seed, *others = plan.draw_seeds(SEEDS)
    whole = tuple(case.id for case in pool.cases)
    own = {key_of(m): tuple(case.id for case in pool.cases if case.exercise == m.exercise) for m in misconceptions}
    drawing = drawing_cases(plan.assignment.hidden_suite, pool.cases)
    sources = subjects.sources
    tasks: list[Task[tuple[str, str, int]]] = [
        Task(key=("first", name, seed), source=source, seed=seed, cases=own.get(name), transcribe=True)
        for name, source in sources.items()
    ]
    for name in [*subjects.right, STUB, *subjects.misconceptions]:
        cases = own.get(name, whole)[::-1]
        tasks.append(Task(key=("again", name, seed), source=sources[name], seed=seed, cases=cases))
    # All cases under one of them, though: what is right must not draw either, except from `rng`.
    seen = zip(others, [whole, *[drawing] * len(others)], strict=False)
    elsewhere = [(name, other, cases) for other, cases in seen for name in subjects.right]
    elsewhere += [
        (name, other, tuple(case for case in own[name] if case in drawing))
        for name, other in zip(own, cycle(others), strict=False)
    ]
    tasks += [
        Task(key=("elsewhere", name, other), source=sources[name], seed=other, cases=cases)
        for name, other, cases in elsewhere
        if cases
    ]
    with watch(f"verifying {plan.assignment.name}", len(tasks)) as tick:
        found = {}
        for key, judged in judge_trials(plan, pool, tasks):
            found[key] = judged
            tick()
    found = {task.key: found[task.key] for task in tasks}  # in one order, however the judges were scheduled
    return Judgements(
        first={name: judged for (when, name, _), judged in found.items() if when == "first"},
        again={name: judged for (when, name, _), judged in found.items() if when == "again"},
        elsewhere={(name, seed): judged for (when, name, seed), judged in found.items() if when == "elsewhere"},
    )


def _check_release(course: Course, assignment: Assignment, release: Release) -> Iterator[Finding]:
    folder: Path = course.releases / assignment.name
    for difference in check_release(release, folder):
        yield Finding(check="release", problem=f"{difference}; run `grader release {assignment.name}`")
