"""A run: submissions are read, judged, scored and written, one report each, and nothing is ever lost.

A report on disk is whole or absent, so a run that was stopped goes on where it was: what was graded under the same
suite and submission is not graded again.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import msgspec

from grader.errors import CourseError, GraderError, UsageError
from grader.grading.findings import find
from grader.grading.plan import Plan
from grader.grading.pool import JudgePool, Task
from grader.judge.plugin import Judgement
from grader.judge.scoring import score
from grader.printable import one_line
from grader.report.changes import Change, compare
from grader.report.compose import NAME_LIMIT, compose_report, rejected_report
from grader.report.gradebook import write_gradebook
from grader.report.model import Report, decode, encode
from grader.submission import Located, Rejection, Submission, read, report_name
from grader.verdict import Case

REPORTS = "reports"
GRADEBOOK = "gradebook.csv"


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


class _Waiting(msgspec.Struct, frozen=True):
    """A submission to be judged, and its report from an earlier run, if any."""

    located: Located
    before: Report | None


class _Key(msgspec.Struct, frozen=True):
    waiting: _Waiting
    submission: Submission
    started: float


def grade_class(
    plan: Plan, located: Iterable[Located], out: Path, jobs: int, on_event: Callable[[Event], None]
) -> Summary:
    """Grade every submission into ``out/reports`` and write ``out/gradebook.csv``."""
    reports = out / REPORTS
    try:
        reports.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{reports}: cannot be made ({error.strerror}); choose another --out") from None
    counts = {"graded": 0, "kept": 0}
    changes: list[Change] = []
    failed: list[tuple[str, str]] = []
    for event in _events(plan, located, reports, jobs):
        on_event(event)
        if event.kind == "failed":
            failed.append((event.student, event.problem))
        else:
            counts[event.kind] += 1
        if event.change is not None:
            changes.append(event.change)
    names = [exercise.name for exercise in plan.assignment.exercises]
    write_gradebook(out / GRADEBOOK, read_reports(out), names)
    return Summary(graded=counts["graded"], kept=counts["kept"], changes=tuple(changes), failed=tuple(failed))


def judge_one(plan: Plan, submission: Submission | Rejection) -> tuple[Report, str]:
    """Judge a single submission; return its report and what it printed."""
    clock = plan.spec.clock
    started = clock()
    with open_judges(plan, 1) as pool:
        if isinstance(submission, Rejection):
            return _rejected(plan, pool.cases, submission, submission.reason, clock() - started), ""
        ((_, judgement),) = pool.judge_all(
            [
                Task(
                    key=submission.student,
                    source=submission.source,
                    seed=plan.seed_of(submission.digest),
                    look_again=True,
                )
            ]
        )
        if isinstance(judgement, GraderError):
            raise judgement
        return _report(plan, pool.cases, submission, judgement, clock() - started), judgement.printed


@contextmanager
def open_judges(plan: Plan, jobs: int) -> Iterator[JudgePool]:
    """Start judges; CourseError with the suite's path where it cannot be scored, before anything is judged."""
    with JudgePool(plan.spec, jobs) as pool:
        try:
            score(plan.assignment.exercises, pool.cases, (), plan.policy)
        except CourseError as error:
            raise CourseError(plan.spec.suite, str(error)) from None
        yield pool


def read_reports(out: Path) -> Iterator[Report]:
    """Read every report of a run, in the order of their names."""
    for path in sorted((out / REPORTS).glob("*.json")):
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UsageError(f"{path}: cannot be read ({error.strerror}); make it readable or take it away") from None
        yield decode(data, path)


def _events(plan: Plan, located: Iterable[Located], reports: Path, jobs: int) -> Iterator[Event]:
    waiting: list[_Waiting] = []
    for one in located:
        submission = read(one, plan.assignment.module)
        before = _earlier(plan, one, _path(reports, one.student))
        if before is not None and before.provenance == plan.provenance(submission.digest):
            yield Event(student=one.student, kind="kept", report=before)
        else:
            waiting.append(_Waiting(one, before))
    if waiting:
        yield from _judge(plan, waiting, reports, jobs)


def _judge(plan: Plan, waiting: list[_Waiting], reports: Path, jobs: int) -> Iterator[Event]:
    clock = plan.spec.clock
    rejected: deque[Event] = deque()

    def tasks() -> Iterator[Task[_Key]]:
        # Read as a judge comes free: the sources of a class are never in memory together.
        for one in waiting:
            submission = read(one.located, plan.assignment.module)
            if isinstance(submission, Rejection):
                rejected.append(_write(reports, one, _rejected(plan, pool.cases, submission, submission.reason, 0.0)))
            else:
                yield Task(
                    key=_Key(one, submission, clock()),
                    source=submission.source,
                    seed=plan.seed_of(submission.digest),
                    look_again=True,
                )

    with open_judges(plan, min(jobs, len(waiting))) as pool:
        for item, judgement in pool.judge_all(tasks()):
            yield from _drained(rejected)
            if isinstance(judgement, GraderError):
                yield Event(student=item.submission.student, kind="failed", problem=str(judgement))
                continue
            report = _report(plan, pool.cases, item.submission, judgement, clock() - item.started)
            yield _write(reports, item.waiting, report)
        yield from _drained(rejected)


def _drained(events: deque[Event]) -> Iterator[Event]:
    while events:
        yield events.popleft()


def _report(
    plan: Plan, cases: tuple[Case, ...], submission: Submission, judgement: Judgement, seconds: float
) -> Report:
    if judgement.rejection is not None:
        return _rejected(plan, cases, submission, judgement.rejection, seconds)
    scores = score(plan.assignment.exercises, cases, judgement.verdicts, plan.policy)
    return compose_report(
        plan.assignment.name,
        submission.student,
        scores,
        provenance=plan.provenance(submission.digest),
        seconds=seconds,
        findings=find(plan, cases, scores, judgement),
    )


def _rejected(
    plan: Plan, cases: tuple[Case, ...], submission: Submission | Rejection, reason: str, seconds: float
) -> Report:
    return rejected_report(
        plan.assignment.name,
        submission.student,
        score(plan.assignment.exercises, cases, (), plan.policy),
        reason=reason,
        provenance=plan.provenance(submission.digest),
        seconds=seconds,
    )


def _path(reports: Path, student: str) -> Path:
    return reports / f"{report_name(student)}.json"


def _earlier(plan: Plan, one: Located, path: Path) -> Report | None:
    """Return the student's report of an earlier run; None where there is none, or another's, or it is damaged.

    UsageError where it is another assignment's, which must not be lost.
    """
    try:
        report = decode(path.read_bytes(), path)
    except (OSError, UsageError):
        return None
    if report.assignment != plan.assignment.name:
        raise UsageError(f"{path}: is a report of {report.assignment}; choose another --out")
    return report if report.student == one_line(one.student, NAME_LIMIT) else None


def _write(reports: Path, one: _Waiting, report: Report) -> Event:
    path = _path(reports, one.located.student)
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_bytes(encode(report))
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise UsageError(f"{path}: cannot be written ({error.strerror}); make room or choose another --out") from None
    change = None if one.before is None else compare(one.before, report)
    return Event(student=one.located.student, kind="graded", report=report, change=change)
