"""A run: submissions are read, judged, scored and written, one report each, and nothing is ever lost.

A report on disk is whole or absent, so a run that was stopped goes on where it was: what was graded under the same
suite and submission is not graded again. No more reports are in memory than there are judges, whatever the class.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal, TypeVar

import msgspec

from grader.errors import CourseError, GraderError
from grader.grading.assembling import Assembler
from grader.grading.attempts import Rules
from grader.grading.desk import Desk
from grader.grading.findings import find
from grader.grading.folder import RunFolder, read_reports
from grader.grading.judges import Answer, Judges, Task
from grader.grading.plan import Machine, Plan
from grader.grading.pool import JudgePool
from grader.judge.plugin import Judgement
from grader.report.changes import Change
from grader.report.compose import compose_report, rejected_report
from grader.report.gradebook import write_gradebook
from grader.report.model import Report
from grader.scoring import score
from grader.submission import Located, Rejection, Submission, read
from grader.verdict import Case, Verdict

_K = TypeVar("_K")
_NO_RULES: Final = Rules()


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One submission is done: graded now, kept from an earlier run, or failed on our account."""

    student: str
    kind: Literal["graded", "kept", "failed"]
    report: Report | None = None
    change: Change | None = None
    problem: str = ""


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did: how many it graded and kept, whose score moved, and what it could not judge."""

    graded: int
    kept: int
    changes: tuple[Change, ...]
    failed: tuple[tuple[str, str], ...]


class _Turn(msgspec.Struct, frozen=True):
    """A submission under way, and where it came from."""

    located: Located
    submission: Submission


def grade_class(
    plan: Plan,
    located: Iterable[Located],
    out: Path,
    judges: Judges,
    on_event: Callable[[Event], None],
    rules: Rules = _NO_RULES,
) -> Summary:
    """Grade the attempts that count into ``out/reports`` and write ``out/gradebook.csv``."""
    counts = {"graded": 0, "kept": 0}
    changes: list[Change] = []
    failed: list[tuple[str, str]] = []
    folder = RunFolder(out, plan.assignment.name)
    chosen = rules.choose(located)
    desk = Desk(folder, rules, chosen)
    with folder.opened():
        for event in _events(plan, chosen, desk, judges):
            on_event(event)
            if event.kind == "failed":
                failed.append((event.student, event.problem))
            else:
                counts[event.kind] += 1
            if event.change is not None:
                changes.append(event.change)
        changes += [change for _, change in desk.conclude() if change is not None]
        names = [exercise.name for exercise in plan.assignment.exercises]
        write_gradebook(folder.gradebook, read_reports(out), names)
    return Summary(graded=counts["graded"], kept=counts["kept"], changes=tuple(changes), failed=tuple(failed))


def judge_one(
    plan: Plan, submission: Submission | Rejection, on_step: Callable[[Report, frozenset[str]], None] | None = None
) -> Report:
    """Judge a single submission.

    ``on_step`` is for who may be killed at any moment: it hears of a report after each exercise, with the names of
    those that are not judged yet. The report that is returned is made by judging once more, as for a class.
    """
    with JudgePool(plan, 1) as judges, Assembler(plan) as assembler:
        cases = _cases(plan, judges)
        submission = assembler.whole(submission)
        if isinstance(submission, Rejection):
            (machine,) = judges.machines
            return _rejected(plan, cases, submission, submission.reason, machine, 0.0)
        if on_step is not None:
            for report, pending in _steps(plan, judges, submission):
                on_step(report, pending)
        (answer,) = judges.judge_all([_task(plan, None, submission)])
        if isinstance(answer.result, GraderError):
            raise answer.result
        return _report(plan, cases, submission, answer, answer.result)


def _steps(plan: Plan, judges: Judges, submission: Submission) -> Iterator[tuple[Report, frozenset[str]]]:
    """Judge exercise by exercise, no longer than a whole submission may take, and end where it cannot be loaded."""
    exercises = plan.assignment.exercises
    heard: tuple[Verdict, ...] = ()
    spent = 0.0
    for place, exercise in enumerate(exercises, start=1):
        mine = tuple(case.id for case in judges.cases if case.exercise == exercise.name)
        task = msgspec.structs.replace(_task(plan, None, submission), cases=mine, look_again=False)
        (answer,) = judges.judge_all([task])
        spent += answer.seconds
        if isinstance(answer.result, GraderError) or answer.result.rejection is not None:
            return
        heard += answer.result.verdicts
        judgement = msgspec.structs.replace(answer.result, verdicts=heard)
        pending = frozenset(one.name for one in exercises[place:])
        yield _report(plan, judges.cases, submission, answer, judgement), pending
        if spent > plan.assignment.limits.submission_seconds:
            return


@contextmanager
def open_judges(plan: Plan, jobs: int) -> Iterator[JudgePool]:
    """Start judges; CourseError with the suite's path where it cannot be scored, before anything is judged."""
    with JudgePool(plan, jobs, pinned=True) as pool:
        _cases(plan, pool)
        yield pool


def _cases(plan: Plan, judges: Judges) -> tuple[Case, ...]:
    """Return the cases; CourseError with the suite's path where they cannot be scored, before anything is judged."""
    cases = judges.cases
    try:
        score(plan.assignment.exercises, cases, (), plan.policy)
    except CourseError as error:
        raise CourseError(plan.spec.suite, str(error)) from None
    return cases


def _events(plan: Plan, located: Iterable[Located], desk: Desk, judges: Judges) -> Iterator[Event]:
    waiting: list[tuple[float, Located]] = []
    for one in located:
        submission = read(one, plan.assignment.module)
        before = desk.kept(one, {plan.provenance(submission.digest, machine) for machine in judges.machines})
        if before is not None:
            yield Event(student=one.student, kind="kept", report=before)
        else:
            seconds = desk.seconds(one)
            waiting.append((float("inf") if seconds is None else seconds, one))
    if waiting:
        # What took longest last time first, so that it is not what all wait for in the end; what is new, before it.
        waiting.sort(key=lambda expected: -expected[0])
        yield from _judge(plan, [one for _, one in waiting], desk, judges)


def _judge(plan: Plan, waiting: Iterable[Located], desk: Desk, judges: Judges) -> Iterator[Event]:
    cases = _cases(plan, judges)
    rejected: deque[tuple[Located, Rejection]] = deque()

    def tasks() -> Iterator[Task[_Turn]]:
        # Read as a judge comes free: the sources of a class are never in memory together.
        for one in waiting:
            submission = assembler.whole(read(one, plan.assignment.module))
            if isinstance(submission, Rejection):
                rejected.append((one, submission))
            else:
                yield _task(plan, _Turn(one, submission), submission)

    def drained() -> Iterator[Event]:
        machine = min(judges.machines)
        while rejected:
            one, rejection = rejected.popleft()
            yield _write(desk, one, _rejected(plan, cases, rejection, rejection.reason, machine, 0.0))

    with Assembler(plan) as assembler:
        for answer in judges.judge_all(tasks()):
            yield from drained()
            if isinstance(answer.result, GraderError):
                yield Event(student=answer.key.located.student, kind="failed", problem=str(answer.result))
            else:
                report = _report(plan, cases, answer.key.submission, answer, answer.result)
                yield _write(desk, answer.key.located, report)
    yield from drained()


def _task(plan: Plan, key: _K, submission: Submission) -> Task[_K]:
    seed = plan.seed_of(submission.digest)
    return Task(key=key, source=submission.source, seed=seed, look_again=True)


def _report(
    plan: Plan, cases: tuple[Case, ...], submission: Submission, answer: Answer[_K], judgement: Judgement
) -> Report:
    if judgement.rejection is not None:
        return _rejected(plan, cases, submission, judgement.rejection, answer.machine, answer.seconds)
    scores = score(plan.assignment.exercises, cases, judgement.verdicts, plan.policy)
    return compose_report(
        plan.assignment.name,
        submission.student,
        scores,
        provenance=plan.provenance(submission.digest, answer.machine),
        seconds=answer.seconds,
        used=judgement.used,
        feedback=plan.policy.feedback,
        findings=find(plan, cases, scores, judgement),
        notes=submission.notes,
    )


def _rejected(
    plan: Plan,
    cases: tuple[Case, ...],
    submission: Submission | Rejection,
    reason: str,
    machine: Machine,
    seconds: float,
) -> Report:
    return rejected_report(
        plan.assignment.name,
        submission.student,
        score(plan.assignment.exercises, cases, (), plan.policy),
        reason=reason,
        provenance=plan.provenance(submission.digest, machine),
        seconds=seconds,
        feedback=plan.policy.feedback,
    )


def _write(desk: Desk, one: Located, report: Report) -> Event:
    written, change = desk.write(one, report)
    return Event(student=one.student, kind="graded", report=written, change=change)
