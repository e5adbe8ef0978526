"""A run: submissions are read, judged, scored and written, one report each, and nothing is ever lost.

A report on disk is whole or absent, so a run that was stopped goes on where it was: what was graded under the same
suite and submission is not graded again. No more reports are in memory than there are judges, whatever the class.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import msgspec

from grader.errors import CourseError, GraderError
from grader.grading.findings import find
from grader.grading.folder import RunFolder, read_reports
from grader.grading.judges import Answer, Judges, Task
from grader.grading.plan import Machine, Plan
from grader.grading.pool import JudgePool
from grader.judge.plugin import Judgement
from grader.judge.scoring import score
from grader.report.changes import Change, compare
from grader.report.compose import compose_report, rejected_report
from grader.report.gradebook import write_gradebook
from grader.report.model import Report
from grader.submission import Located, Rejection, Submission, read
from grader.verdict import Case


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


def grade_class(
    plan: Plan, located: Iterable[Located], out: Path, judges: Judges, on_event: Callable[[Event], None]
) -> Summary:
    """Grade every submission into ``out/reports`` and write ``out/gradebook.csv``."""
    counts = {"graded": 0, "kept": 0}
    changes: list[Change] = []
    failed: list[tuple[str, str]] = []
    folder = RunFolder(out, plan.assignment.name)
    with folder.opened():
        for event in _events(plan, located, folder, judges):
            on_event(event)
            if event.kind == "failed":
                failed.append((event.student, event.problem))
            else:
                counts[event.kind] += 1
            if event.change is not None:
                changes.append(event.change)
        names = [exercise.name for exercise in plan.assignment.exercises]
        write_gradebook(folder.gradebook, read_reports(out), names)
    return Summary(graded=counts["graded"], kept=counts["kept"], changes=tuple(changes), failed=tuple(failed))


def judge_one(plan: Plan, submission: Submission | Rejection) -> tuple[Report, str]:
    """Judge a single submission; return its report and what it printed."""
    with JudgePool(plan, 1) as judges:
        cases = _cases(plan, judges)
        if isinstance(submission, Rejection):
            (machine,) = judges.machines
            return _rejected(plan, cases, submission, submission.reason, machine, 0.0), ""
        (answer,) = judges.judge_all([_task(plan, submission)])
        if isinstance(answer.result, GraderError):
            raise answer.result
        return _report(plan, cases, answer, answer.result), answer.result.printed


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


def _events(plan: Plan, located: Iterable[Located], folder: RunFolder, judges: Judges) -> Iterator[Event]:
    waiting: list[tuple[float, Located]] = []
    for one in located:
        submission = read(one, plan.assignment.module)
        before = folder.earlier(one.student)
        if before is not None and before.provenance in {plan.provenance(submission.digest, m) for m in judges.machines}:
            yield Event(student=one.student, kind="kept", report=before)
        else:
            waiting.append((float("inf") if before is None else before.timing.seconds, one))
    if waiting:
        # What took longest last time first, so that it is not what all wait for in the end; what is new, before it.
        waiting.sort(key=lambda expected: -expected[0])
        yield from _judge(plan, [one for _, one in waiting], folder, judges)


def _judge(plan: Plan, waiting: Iterable[Located], folder: RunFolder, judges: Judges) -> Iterator[Event]:
    cases = _cases(plan, judges)
    rejected: deque[Rejection] = deque()

    def tasks() -> Iterator[Task[Submission]]:
        # Read as a judge comes free: the sources of a class are never in memory together.
        for one in waiting:
            submission = read(one, plan.assignment.module)
            if isinstance(submission, Rejection):
                rejected.append(submission)
            else:
                yield _task(plan, submission)

    def drained() -> Iterator[Event]:
        machine = min(judges.machines)
        while rejected:
            one = rejected.popleft()
            yield _write(folder, one.student, _rejected(plan, cases, one, one.reason, machine, 0.0))

    for answer in judges.judge_all(tasks()):
        yield from drained()
        if isinstance(answer.result, GraderError):
            yield Event(student=answer.key.student, kind="failed", problem=str(answer.result))
        else:
            yield _write(folder, answer.key.student, _report(plan, cases, answer, answer.result))
    yield from drained()


def _task(plan: Plan, submission: Submission) -> Task[Submission]:
    seed = plan.seed_of(submission.digest)
    return Task(key=submission, source=submission.source, seed=seed, look_again=True)


def _report(plan: Plan, cases: tuple[Case, ...], answer: Answer[Submission], judgement: Judgement) -> Report:
    submission = answer.key
    if judgement.rejection is not None:
        return _rejected(plan, cases, submission, judgement.rejection, answer.machine, answer.seconds)
    scores = score(plan.assignment.exercises, cases, judgement.verdicts, plan.policy)
    return compose_report(
        plan.assignment.name,
        submission.student,
        scores,
        provenance=plan.provenance(submission.digest, answer.machine),
        seconds=answer.seconds,
        feedback=plan.policy.feedback,
        findings=find(plan, cases, scores, judgement),
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


def _write(folder: RunFolder, student: str, report: Report) -> Event:
    before = folder.earlier(student)
    folder.write(student, report)
    change = None if before is None else compare(before, report)
    return Event(student=student, kind="graded", report=report, change=change)
