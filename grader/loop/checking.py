"""A student's own run of the public suite: what changed is judged, the rest is remembered, the report is of all."""

import hashlib
import platform
from collections.abc import Callable, Collection, Iterable, Mapping
from fractions import Fraction
from importlib.metadata import version

import msgspec

import grader
from grader.clock import Clock
from grader.course.gifts import read_given
from grader.course.layout import ASSIGNMENT_FILE
from grader.course.manifest import Assignment, Policy
from grader.course.regions import read_text
from grader.errors import CourseError, JudgeError
from grader.language import catalogue
from grader.loop.changes import Digests, digest_exercises
from grader.loop.memory import Checked, Memory
from grader.printable import number
from grader.report.compose import compose_report, rejected_report
from grader.report.model import Provenance, Report
from grader.scoring import score
from grader.submission import Rejection, Submission
from grader.verdict import Case, Outcome, Verdict

# Of the inputs that a public suite draws: everybody's are the same.
SEED = 0

# What comes of the code alone; a machine that was busy may have had a part in the others.
_LASTING = {Outcome.PASSED, Outcome.FAILED, Outcome.NOT_IMPLEMENTED, Outcome.FORBIDDEN}


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a judge found: the suite's cases, and why the file was refused or the verdicts on what was asked for."""

    cases: tuple[Case, ...]
    refused: str | None = None
    verdicts: tuple[Verdict, ...] = ()
    printed: str = ""


# Given a source, none to collect the suite alone, and the exercises to judge, none for every one.
Judging = Callable[[str | None, Collection[str] | None], Found]


class Checking(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a check: the report on everything, what was judged now, and what to remember from here on."""

    report: Report
    cases: tuple[Case, ...]
    printed: str
    judged: tuple[str, ...]
    memory: Memory | None


def check_changed(
    assignment: Assignment,
    submission: Submission | Rejection,
    memory: Memory | None,
    judge: Judging,
    clock: Clock,
) -> Checking:
    """Judge the exercises of which the memory does not know the verdicts; without a memory every one."""
    key = digest_rest(assignment)
    memory = None if memory is None or memory.key != key else memory
    if isinstance(submission, Rejection):
        cases = _scorable(assignment, judge(None, ())) if memory is None else memory.cases
        return _rejected(assignment, submission, submission.reason, cases, key, memory)
    digests = digest_exercises(submission.source, assignment, read_text(assignment.public_suite))
    known = {} if memory is None else {n: c for n, c in memory.exercises.items() if n in digests}
    kept = {name: checked.verdicts for name, checked in known.items() if holds(checked, digests[name])}
    stale = tuple(name for name in digests if name not in kept)
    began = clock()
    found = judge(submission.source, stale) if memory is None or stale else Found(cases=memory.cases)
    cases = _scorable(assignment, found)
    if found.refused is not None:
        return _rejected(assignment, submission, found.refused, cases, key, memory)
    verdicts = {**kept, **_by_exercise(stale, cases, found.verdicts)}
    report = compose_report(
        assignment.name,
        submission.student,
        score(assignment.exercises, cases, (one for own in verdicts.values() for one in own), Policy()),
        provenance=_provenance(submission, key),
        seconds=clock() - began,
    )
    return Checking(
        report=report,
        cases=cases,
        printed=found.printed,
        judged=stale,
        memory=Memory(key=key, cases=cases, exercises=_checked(verdicts, digests)),
    )


def holds(checked: Checked, digests: Digests) -> bool:
    """Tell whether verdicts still hold; a message may name a line, so one that failed must stand where it stood."""
    outcomes = {verdict.outcome for verdict in checked.verdicts}
    if not outcomes <= _LASTING:
        return False
    return checked.content == digests.content and (outcomes == {Outcome.PASSED} or checked.placed == digests.placed)


def digest_rest(assignment: Assignment) -> str:
    """Return a digest of everything besides the student's file that decides a verdict."""
    digest = hashlib.sha256(f"{grader.__version__} {platform.python_version()} {version('numpy')}\n".encode())
    for name in (ASSIGNMENT_FILE, assignment.public_suite.name, *assignment.files):
        path = assignment.folder / name
        try:
            content = path.read_bytes()
        except OSError:
            content = b""  # what a suite needs and has not got, it says itself
        digest.update(f"{name} {len(content)}\n".encode() + content)
    digest.update(read_given(assignment).encode())
    return f"sha256:{digest.hexdigest()}"


def hidden_only(assignment: Assignment, cases: Iterable[Case], policy: Policy) -> Fraction:
    """Return the points for groups of cases of which the public suite has none."""
    present: dict[str, set[str]] = {exercise.name: set() for exercise in assignment.exercises}
    for case in cases:
        present[case.exercise].add(case.group)
    shares = policy.groups
    unseen = (
        exercise.points
        * Fraction(sum(shares[g] for g in shares if g not in present[exercise.name]), sum(shares.values()))
        for exercise in assignment.exercises
    )
    return sum(unseen, Fraction(0))


def hidden_sentence(assignment: Assignment, cases: Iterable[Case], language: str) -> str:
    """Return the sentence that says what the hidden suite alone decides, as far as cases of the public are known."""
    known = tuple(cases)
    unseen = float(hidden_only(assignment, known, Policy())) if known else 0.0
    say = catalogue(language)
    points = number(assignment.points)
    if not unseen:
        return say("These are the public tests. The hidden tests decide all {points} points.", points=points)
    return say(
        "These are the public tests. The hidden tests decide all {points} points, "
        "{unseen} of them by edge cases and robustness, of which no public test says anything.",
        points=points,
        unseen=number(unseen),
    )


def _by_exercise(
    exercises: Iterable[str], cases: Iterable[Case], verdicts: Iterable[Verdict]
) -> dict[str, tuple[Verdict, ...]]:
    exercise_of = {case.id: case.exercise for case in cases}
    found: dict[str, list[Verdict]] = {name: [] for name in exercises}
    for verdict in verdicts:
        if verdict.outcome is Outcome.ERRORED:
            raise JudgeError(f"{verdict.case}: {verdict.message}")
        found[exercise_of[verdict.case]].append(verdict)
    return {name: tuple(own) for name, own in found.items()}


def _checked(verdicts: Mapping[str, tuple[Verdict, ...]], digests: Mapping[str, Digests]) -> dict[str, Checked]:
    return {
        name: Checked(content=of.content, placed=of.placed, verdicts=verdicts[name]) for name, of in digests.items()
    }


def _scorable(assignment: Assignment, found: Found) -> tuple[Case, ...]:
    try:
        score(assignment.exercises, found.cases, (), Policy())
    except CourseError as error:
        raise CourseError(assignment.public_suite, str(error)) from None
    return found.cases


def _rejected(
    assignment: Assignment,
    submission: Submission | Rejection,
    reason: str,
    cases: tuple[Case, ...],
    key: str,
    memory: Memory | None,
) -> Checking:
    report = rejected_report(
        assignment.name,
        submission.student,
        score(assignment.exercises, cases, (), Policy()),
        reason=reason,
        provenance=_provenance(submission, key),
        seconds=0.0,
    )
    return Checking(report=report, cases=cases, printed="", judged=(), memory=memory)


def _provenance(submission: Submission | Rejection, key: str) -> Provenance:
    return Provenance(
        submission=submission.digest,
        suite=key,
        grader=grader.__version__,
        python=platform.python_version(),
        numpy=version("numpy"),
        sandbox="none",
        seed=SEED,
    )
