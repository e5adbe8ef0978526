"""What the judgements of one assignment say of its suite: each check reads them, and gives its findings.

A check judges nothing, but for one: where two judgements differ, a third says what is to blame.
"""

from collections.abc import Collection, Iterator, Mapping
from itertools import combinations

import msgspec

from grader.course.manifest import Assignment
from grader.course.misconceptions import Misconception
from grader.grading.judges import Task
from grader.grading.plan import Plan
from grader.grading.pool import JudgePool
from grader.grading.trials import Judged, judge_trials
from grader.verdict import Outcome, Verdict

REFERENCE, STUB = "reference", "stub"
SEEDS = 20


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One fault: which check found it, and a sentence that names the item, the fault and the next step."""

    check: str
    problem: str


class Subjects(msgspec.Struct, frozen=True):
    """All that is judged, by name: what is right and what is not, as text."""

    right: Mapping[str, str]
    rewritings: Mapping[str, str]
    stub: str
    misconceptions: Mapping[str, str]

    @property
    def sources(self) -> dict[str, str]:
        """All of it by name."""
        return {**self.right, **self.rewritings, STUB: self.stub, **self.misconceptions}


class Judgements(msgspec.Struct, frozen=True):
    """What came of them: first, once more in the reversed order, and on the inputs of other seeds."""

    first: Mapping[str, Judged]
    again: Mapping[str, Judged]
    elsewhere: Mapping[tuple[str, int], Judged]


def key_of(misconception: Misconception) -> str:
    """Return what a misconception is called among all that is judged."""
    return f"{misconception.exercise}/{misconception.name}"


def check_judgements(
    plan: Plan, pool: JudgePool, subjects: Subjects, misconceptions: tuple[Misconception, ...], judged: Judgements
) -> Iterator[Finding]:
    """Give what the judgements show to be unsound."""
    yield from _check_reference(judged.first[REFERENCE], plan.assignment)
    yield from _check_stub(judged.first[STUB], plan.assignment)
    yield from _check_right(subjects, judged.first, plan.assignment)
    yield from _check_misconceptions(misconceptions, judged.first)
    yield from _check_distinct(misconceptions, judged.first)
    yield from _check_repeatable(plan, pool, subjects, judged)
    yield from _check_seeds(judged, subjects)


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


def _check_right(subjects: Subjects, judged: Mapping[str, Judged], assignment: Assignment) -> Iterator[Finding]:
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
        one = judged[key_of(misconception)]
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
        ours, theirs = judged[key_of(one)].transcripts, judged[key_of(other)].transcripts
        if ours and ours == theirs:
            problem = f"{one.path}: behaves like {other.name} on every call; write a hidden case that tells them apart"
            yield Finding(check="distinct", problem=problem)


def _check_repeatable(plan: Plan, pool: JudgePool, subjects: Subjects, judged: Judgements) -> Iterator[Finding]:
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


def _check_seeds(judged: Judgements, subjects: Subjects) -> Iterator[Finding]:
    """Check that the draw decides nothing: what is right keeps its marks, and what is wrong is caught."""
    for (name, case), verdicts in _by_chance(judged, subjects.right).items():
        message = f" ({verdicts[0].message})" if verdicts[0].message else ""
        problem = f"{name}: {case}: {verdicts[0].outcome} under {len(verdicts)} of {SEEDS - 1} other seeds{message}"
        yield Finding(check="seeds", problem=f"{problem}; draw inputs that leave nothing to chance")
    for (name, _), one in judged.elsewhere.items():
        if name in subjects.misconceptions and one.rejection is None and not _caught(judged.first[name], one):
            problem = f"{name}: keeps full marks under another seed; write a hidden case that catches it for certain"
            yield Finding(check="seeds", problem=problem)


def _caught(first: Judged, elsewhere: Judged) -> bool:
    """Tell whether a case fails under another seed: one that draws, or one that failed and would again."""
    anew = {verdict.case for verdict in elsewhere.verdicts}
    again = (verdict for verdict in first.verdicts if verdict.case not in anew)
    return any(verdict.outcome is not Outcome.PASSED for verdict in (*elsewhere.verdicts, *again))


def find_lucky(judged: Judgements, subjects: Subjects) -> Iterator[str]:
    """Name the cases that a misconception passes or not as the inputs fall: so will the students who have it."""
    for (name, case), verdicts in _by_chance(judged, subjects.misconceptions).items():
        yield f"{name}: {case}: {verdicts[0].outcome} under another seed; it counts, but by luck"


def _by_chance(judged: Judgements, names: Collection[str]) -> dict[tuple[str, str], list[Verdict]]:
    """Return, by source and case, the verdicts under other seeds that are not as the first."""
    seen: dict[tuple[str, str], list[Verdict]] = {}
    for (name, _), one in judged.elsewhere.items():
        if name in names:
            before = {verdict.case: verdict.outcome for verdict in judged.first[name].verdicts}
            for verdict in one.verdicts:
                if verdict.outcome is not before.get(verdict.case):
                    seen.setdefault((name, verdict.case), []).append(verdict)
    return seen
