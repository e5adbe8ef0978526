"""Is this assignment sound? Its suite is put to the proof with the reference, the stub and every misconception.

Each finding names the item, the fault and the next step; an assignment without findings is one whose suite gives
full marks to what is right, none to what is untouched, and takes marks for every mistake that its author listed.
"""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import msgspec

from grader.clock import Clock
from grader.course.leaks import find_leaks, hint_leaks
from grader.course.manifest import Assignment, Course
from grader.course.misconceptions import Misconception, load_misconceptions
from grader.course.regions import read_source
from grader.course.release import Release, check_release, plan_release
from grader.course.strictness import find_loose
from grader.grading.plan import BUCKETS, Plan, plan_hidden
from grader.grading.run import Judged, judge_sources
from grader.sandbox import Sandbox
from grader.verdict import Outcome

REFERENCE, STUB = "reference", "stub"

CHECKS = {
    "reference": "the reference earns full marks",
    "stub": "the stub earns nothing",
    "misconceptions": "every misconception loses marks in its exercise",
    "distinct": "no two misconceptions look alike to the suite",
    "repeatable": "a second judgement is the same to the byte",
    "release": "the release is fresh",
    "leaks": "nothing secret is released",
    "hints": "no hint gives the answer away",
}


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One fault: which check found it, and a sentence that names the item, the fault and the next step."""

    check: str
    problem: str


class Soundness(msgspec.Struct, frozen=True, kw_only=True):
    """What verifying one assignment found, and how many cases and misconceptions it looked at."""

    assignment: str
    cases: int
    misconceptions: int
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...] = ()
    """Loose comparisons in the hidden suite: no fault that a submission has used, but one that some will."""


def verify_assignment(
    course: Course, assignment: Assignment, *, sandbox: Sandbox, jobs: int, clock: Clock
) -> Soundness:
    """Verify one assignment; CourseError where it cannot even be judged."""
    source = read_source(assignment.source)
    misconceptions = load_misconceptions(assignment, source.text, course.languages)
    release = plan_release(course, assignment)
    sources = {
        REFERENCE: source.text,
        STUB: release[assignment.source.name].decode(),
        **{_key(m): m.apply(source.text) for m in misconceptions},
    }
    plan = plan_hidden(course, assignment, sandbox=sandbox, clock=clock)
    judged = {one.name: one for one in judge_sources(plan, sources, jobs)}
    findings = (
        *_check_reference(judged[REFERENCE], assignment),
        *_check_buckets(plan, source.text, assignment, jobs),
        *_check_stub(judged[STUB], assignment),
        *_check_misconceptions(misconceptions, judged),
        *_check_distinct(misconceptions, judged),
        *_check_repeatable(judged, {one.name: one for one in judge_sources(plan, sources, jobs)}),
        *_check_release(course, assignment, release),
        *(Finding(check="leaks", problem=str(leak)) for leak in find_leaks(course, assignment, release)),
        *(Finding(check="hints", problem=str(leak)) for leak in hint_leaks(misconceptions, source)),
    )
    return Soundness(
        assignment=assignment.name,
        cases=len(judged[REFERENCE].verdicts),
        misconceptions=len(misconceptions),
        warnings=tuple(map(str, find_loose(assignment.hidden_suite))),
        findings=tuple(dict.fromkeys(findings)),  # the same in several buckets is one
    )


def _key(misconception: Misconception) -> str:
    return f"{misconception.exercise}/{misconception.name}"


def _check_reference(judged: Judged, assignment: Assignment) -> Iterator[Finding]:
    if judged.rejection is not None:
        yield Finding(check="reference", problem=f"{assignment.source}: {judged.rejection}; mend the reference")
    for verdict in judged.verdicts:
        if verdict.outcome is not Outcome.PASSED:
            problem = f"{assignment.hidden_suite}: {verdict.case}: {verdict.outcome} on the reference: "
            yield Finding(check="reference", problem=f"{problem}{verdict.message}; mend the case or the reference")


def _check_buckets(plan: Plan, reference: str, assignment: Assignment, jobs: int) -> Iterator[Finding]:
    """Check the reference on the inputs of the other buckets, too: whoever falls into one must find it fair."""
    for bucket in range(1, BUCKETS):
        for judged in judge_sources(plan, {REFERENCE: reference}, jobs, bucket=bucket):
            yield from _check_reference(judged, assignment)


def _check_stub(judged: Judged, assignment: Assignment) -> Iterator[Finding]:
    for exercise in judged.scores:
        for case in exercise.cases:
            if case.score:
                problem = (
                    f"{assignment.hidden_suite}: {case.case}: the untouched stub passes it; let it compare a value"
                )
                yield Finding(check="stub", problem=problem)


def _check_misconceptions(misconceptions: tuple[Misconception, ...], judged: dict[str, Judged]) -> Iterator[Finding]:
    for misconception in misconceptions:
        one = judged[_key(misconception)]
        lost = {exercise.name for exercise in one.scores if exercise.exact < exercise.max_score}
        if one.rejection is not None:
            problem = f"{misconception.path}: {one.rejection}; mend the variant"
            yield Finding(check="misconceptions", problem=problem)
        elif misconception.exercise not in lost:
            problem = (
                f"{misconception.path}: {misconception.name} keeps full marks in {misconception.exercise}; "
                "write a hidden case that catches it"
            )
            yield Finding(check="misconceptions", problem=problem)


def _check_distinct(misconceptions: tuple[Misconception, ...], judged: dict[str, Judged]) -> Iterator[Finding]:
    for one, other in combinations(misconceptions, 2):
        if one.exercise != other.exercise:
            continue
        ours, theirs = judged[_key(one)].transcripts, judged[_key(other)].transcripts
        if ours and ours == theirs:
            problem = f"{one.path}: behaves like {other.name} on every call; write a hidden case that tells them apart"
            yield Finding(check="distinct", problem=problem)


def _check_repeatable(first: dict[str, Judged], second: dict[str, Judged]) -> Iterator[Finding]:
    for name, one in first.items():
        if one.rejection != second[name].rejection:
            problem = f"{name}: judged twice, rejected once; allow more `load_seconds`"
            yield Finding(check="repeatable", problem=problem)
            continue
        for before, after in zip(one.verdicts, second[name].verdicts, strict=True):
            if before != after:
                problem = f"{name}: {before.case}: judged twice, two verdicts; draw randomness from `rng` alone"
                yield Finding(check="repeatable", problem=problem)


def _check_release(course: Course, assignment: Assignment, release: Release) -> Iterator[Finding]:
    folder: Path = course.releases / assignment.name
    for difference in check_release(release, folder):
        yield Finding(check="release", problem=f"{difference}; run `grader release {assignment.name}`")
