"""Is this assignment sound? Its suite is put to the proof with the reference, right and wrong variants, and the stub.

Each finding names the item, the fault and the next step; an assignment without findings is one whose suite gives
full marks to what is right, however it is written, none to what is untouched, and takes marks for every mistake that
its author listed, whatever inputs are drawn and in whatever order the cases run.
"""

from collections.abc import Collection, Iterator, Mapping
from itertools import combinations, cycle
from pathlib import Path

import msgspec

from grader.clock import Clock
from grader.course.alternatives import load_alternatives
from grader.course.leaks import find_leaks, hint_leaks
from grader.course.manifest import Assignment, Course
from grader.course.misconceptions import Misconception, load_misconceptions
from grader.course.regions import read_source
from grader.course.release import Release, check_release, plan_release
from grader.course.rewriting import rewrite
from grader.course.seeking import check_inputs
from grader.course.strictness import find_loose
from grader.course.watch import Watch
from grader.grading.judges import Task
from grader.grading.plan import Plan, plan_hidden
from grader.grading.pool import JudgePool
from grader.grading.run import open_judges
from grader.grading.trials import Judged, judge_trials
from grader.sandbox import Sandbox
from grader.verdict import Outcome, Verdict

REFERENCE, STUB = "reference", "stub"
SEEDS = 20

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


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One fault: which check found it, and a sentence that names the item, the fault and the next step."""

    check: str
    problem: str


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


class _Subjects(msgspec.Struct, frozen=True):
    """All that is judged, by name: what is right and what is not, as text."""

    right: Mapping[str, str]
    rewritings: Mapping[str, str]
    stub: str
    misconceptions: Mapping[str, str]

    @property
    def sources(self) -> dict[str, str]:
        return {**self.right, **self.rewritings, STUB: self.stub, **self.misconceptions}


class _Judgements(msgspec.Struct, frozen=True):
    """What came of them: first, once more in the reversed order, and on the inputs of other seeds."""

    first: Mapping[str, Judged]
    again: Mapping[str, Judged]
    elsewhere: Mapping[tuple[str, int], Judged]


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
    subjects = _Subjects(
        right={REFERENCE: source.text, **{str(a.path): a.apply(source.text) for a in alternatives}},
        rewritings=dict(rewrite(source, forbidden)),
        stub=release[assignment.source.name].decode(),
        misconceptions={_key(m): m.apply(source.text) for m in misconceptions},
    )
    with open_judges(plan, jobs) as pool:
        judged = _judge(plan, pool, subjects, misconceptions, watch)
        wrong = {_key(m): (m.exercise, subjects.misconceptions[_key(m)]) for m in misconceptions}
        inputs = check_inputs(plan, pool, subjects.right, wrong)
        findings = (
            *_check_reference(judged.first[REFERENCE], assignment),
            *_check_stub(judged.first[STUB], assignment),
            *_check_right(subjects, judged.first, assignment),
            *_check_misconceptions(misconceptions, judged.first),
            *_check_distinct(misconceptions, judged.first),
            *_check_repeatable(plan, pool, subjects, judged),
            *(Finding(check="inputs", problem=problem) for problem in inputs.problems),
            *_check_seeds(judged, subjects),
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
        warnings=(*map(str, find_loose(assignment.hidden_suite)), *_lucky(judged, subjects), *inputs.missed),
        findings=tuple(dict.fromkeys(findings)),  # the same under several seeds is one
    )


def _key(misconception: Misconception) -> str:
    return f"{misconception.exercise}/{misconception.name}"


def _judge(
    plan: Plan, pool: JudgePool, subjects: _Subjects, misconceptions: tuple[Misconception, ...], watch: Watch
) -> _Judgements:
    """Judge everything in one go, so that no judge waits for another.

    A misconception is judged by the cases of its own exercise: it is those that must tell it from what is right and
    from the others.
    """
    seed, *others = plan.draw_seeds(SEEDS)
    whole = tuple(case.id for case in pool.cases)
    own = {_key(m): tuple(case.id for case in pool.cases if case.exercise == m.exercise) for m in misconceptions}
    sources = subjects.sources
    tasks: list[Task[tuple[str, str, int]]] = [
        Task(key=("first", name, seed), source=source, seed=seed, cases=own.get(name), transcribe=True)
        for name, source in sources.items()
    ]
    for name in [*subjects.right, STUB, *subjects.misconceptions]:
        cases = own.get(name, whole)[::-1]
        tasks.append(Task(key=("again", name, seed), source=sources[name], seed=seed, cases=cases))
    for name in subjects.right:
        tasks += [Task(key=("elsewhere", name, other), source=sources[name], seed=other) for other in others]
    for name, other in zip(own, cycle(others), strict=False):
        key = ("elsewhere", name, other)
        tasks.append(Task(key=key, source=sources[name], seed=other, cases=own[name]))
    with watch(f"verifying {plan.assignment.name}", len(tasks)) as tick:
        found = {}
        for key, judged in judge_trials(plan, pool, tasks):
            found[key] = judged
            tick()
    found = {task.key: found[task.key] for task in tasks}  # in one order, however the judges were scheduled
    return _Judgements(
        first={name: judged for (when, name, _), judged in found.items() if when == "first"},
        again={name: judged for (when, name, _), judged in found.items() if when == "again"},
        elsewhere={(name, seed): judged for (when, name, seed), judged in found.items() if when == "elsewhere"},
    )


def _faults(judged: Judged) -> Iterator[str]:
    """Say what kept a source from full marks."""
    if judged.rejection is not None:
        yield judged.rejection
    for verdict in judged.verdicts:
        if verdict.outcome is not Outcome.PASSED:
            yield f"{verdict.case}: {verdict.outcome}: {verdict.message}"


def _check_reference(judged: Judged, assignment: Assignment) -> Iterator[Finding]:
    if judged.rejection is not None:
        yield Finding(check="reference", problem=f"{assignment.source}: {judged.rejection}; mend the reference")
    for verdict in judged.verdicts:
        if verdict.outcome is not Outcome.PASSED:
            problem = f"{assignment.hidden_suite}: {verdict.case}: {verdict.outcome} on the reference: "
            yield Finding(check="reference", problem=f"{problem}{verdict.message}; mend the case or the reference")


def _check_right(subjects: _Subjects, judged: Mapping[str, Judged], assignment: Assignment) -> Iterator[Finding]:
    """Check the alternatives and the rewritings; what the reference loses as well is said of it alone."""
    known = set(_faults(judged[REFERENCE]))
    for name in [name for name in subjects.right if name != REFERENCE]:
        for fault in _faults(judged[name]):
            if fault not in known:
                problem = f"{name}: {fault}; let the suite accept what is right, or mend the alternative"
                yield Finding(check="alternatives", problem=problem)
    for name in subjects.rewritings:
        for fault in _faults(judged[name]):
            if fault not in known:
                problem = f"{assignment.source}: with {name}: {fault}; let the suite accept what means the same"
                yield Finding(check="rewritings", problem=problem)


def _check_stub(judged: Judged, assignment: Assignment) -> Iterator[Finding]:
    for exercise in judged.scores:
        for case in exercise.cases:
            if case.score:
                problem = (
                    f"{assignment.hidden_suite}: {case.case}: the untouched stub passes it; let it compare a value"
                )
                yield Finding(check="stub", problem=problem)


def _check_misconceptions(misconceptions: tuple[Misconception, ...], judged: Mapping[str, Judged]) -> Iterator[Finding]:
    for misconception in misconceptions:
        one = judged[_key(misconception)]
        if one.rejection is not None:
            problem = f"{misconception.path}: {one.rejection}; mend the variant"
            yield Finding(check="misconceptions", problem=problem)
        elif one.fault is None:
            problem = (
                f"{misconception.path}: {misconception.name} keeps full marks in {misconception.exercise}; "
                "write a hidden case that catches it"
            )
            yield Finding(check="misconceptions", problem=problem)


def _check_distinct(misconceptions: tuple[Misconception, ...], judged: Mapping[str, Judged]) -> Iterator[Finding]:
    for one, other in combinations(misconceptions, 2):
        if one.exercise != other.exercise:
            continue
        ours, theirs = judged[_key(one)].transcripts, judged[_key(other)].transcripts
        if ours and ours == theirs:
            problem = f"{one.path}: behaves like {other.name} on every call; write a hidden case that tells them apart"
            yield Finding(check="distinct", problem=problem)


def _check_repeatable(plan: Plan, pool: JudgePool, subjects: _Subjects, judged: _Judgements) -> Iterator[Finding]:
    """Check the judgements in reversed order; where one differs, a third in the suite's order says what to blame."""
    differing = [name for name, again in judged.again.items() if _differences(judged.first[name], again)]
    tasks = []
    for name in differing:
        cases = tuple(verdict.case for verdict in judged.first[name].verdicts) or None
        tasks.append(Task(key=name, source=subjects.sources[name], seed=plan.seeds[0], cases=cases))
    third = dict(judge_trials(plan, pool, tasks))
    for name in differing:
        first = judged.first[name]
        if randomly := _differences(first, third[name]):
            for what in randomly:
                problem = f"{name}: {what}: judged twice, two verdicts; draw randomness from `rng` alone"
                yield Finding(check="repeatable", problem=problem)
            continue
        for what in _differences(first, judged.again[name]):
            problem = f"{name}: {what}: another verdict where the cases run in reversed order"
            yield Finding(check="order", problem=f"{problem}; let no case leave anything behind for another")


def _differences(one: Judged, other: Judged) -> list[str]:
    """Return the cases that were judged both times, and not alike."""
    if one.rejection != other.rejection:
        return ["rejected one time, perhaps for want of `load_seconds`"]
    before = {verdict.case: verdict for verdict in one.verdicts}
    return [verdict.case for verdict in other.verdicts if verdict != before[verdict.case]]


def _check_seeds(judged: _Judgements, subjects: _Subjects) -> Iterator[Finding]:
    """Check that the draw decides nothing: what is right keeps its marks, and what is wrong is caught."""
    for (name, case), verdicts in _by_chance(judged, subjects.right).items():
        message = f" ({verdicts[0].message})" if verdicts[0].message else ""
        problem = f"{name}: {case}: {verdicts[0].outcome} under {len(verdicts)} of {SEEDS - 1} other seeds{message}"
        yield Finding(check="seeds", problem=f"{problem}; draw inputs that leave nothing to chance")
    for (name, _), one in judged.elsewhere.items():
        if name in subjects.misconceptions and one.rejection is None and one.fault is None:
            problem = f"{name}: keeps full marks under another seed; write a hidden case that catches it for certain"
            yield Finding(check="seeds", problem=problem)


def _lucky(judged: _Judgements, subjects: _Subjects) -> Iterator[str]:
    """Name the cases that a misconception passes or not as the inputs fall: so will the students who have it."""
    for (name, case), verdicts in _by_chance(judged, subjects.misconceptions).items():
        yield f"{name}: {case}: {verdicts[0].outcome} under another seed; it counts, but by luck"


def _by_chance(judged: _Judgements, names: Collection[str]) -> dict[tuple[str, str], list[Verdict]]:
    """Return, by source and case, the verdicts under other seeds that are not as the first."""
    seen: dict[tuple[str, str], list[Verdict]] = {}
    for (name, _), one in judged.elsewhere.items():
        if name in names:
            before = {verdict.case: verdict.outcome for verdict in judged.first[name].verdicts}
            for verdict in one.verdicts:
                if verdict.outcome is not before.get(verdict.case):
                    seen.setdefault((name, verdict.case), []).append(verdict)
    return seen


def _check_release(course: Course, assignment: Assignment, release: Release) -> Iterator[Finding]:
    folder: Path = course.releases / assignment.name
    for difference in check_release(release, folder):
        yield Finding(check="release", problem=f"{difference}; run `grader release {assignment.name}`")
