"""The one redaction: a report as one audience may see it, before any renderer or exporter sees it.

What a student receives about a hidden suite is built anew from what may be shown; a field that is added to
the report later stays hidden until someone lets it through here.
"""

import enum

from grader.report.compose import counted_score
from grader.report.model import (
    CaseReport,
    Diagnosis,
    ExerciseReport,
    Provenance,
    Report,
)
from grader.verdict import Feedback


class Audience(enum.StrEnum):
    """Who is going to read."""

    STUDENT = "student"
    INSTRUCTOR = "instructor"


def view(report: Report, audience: Audience, *, public: bool = False) -> Report:
    """Return what ``audience`` may see; of the public suite, which students hold, everybody sees everything.

    Of a hidden suite a student sees as much as the report's ``feedback`` tells: ``score``, the points of each
    exercise; ``category``, also how each case ended, and what was carried; ``hint``, also hints and what a wrong
    result has to do with the right one; ``counterexample``, also that, with both answers; ``full``, also the names
    and messages of cases, and a misconception's name. Never the seed, from which hidden inputs could be drawn.
    """
    if public or audience is Audience.INSTRUCTOR:
        return report
    return Report(
        assignment=report.assignment,
        student=report.student,
        status=report.status,
        reason=report.reason,
        score=report.score,
        max_score=report.max_score,
        exercises=tuple(_exercise(exercise, report.feedback) for exercise in report.exercises),
        provenance=_provenance(report.provenance),
        timing=report.timing,
        handed_in=report.handed_in,
        notes=report.notes,
        feedback=report.feedback,
    )


def _exercise(exercise: ExerciseReport, told: Feedback) -> ExerciseReport:
    if not told.tells(Feedback.CATEGORY):
        return _points(exercise)
    return ExerciseReport(
        name=exercise.name,
        score=exercise.score,
        max_score=exercise.max_score,
        status=exercise.status,
        carried=exercise.carried,
        diagnosis=_diagnosis(exercise.diagnosis, told),
        counterexample=exercise.counterexample if told.tells(Feedback.COUNTEREXAMPLE) else None,
        cases=tuple(_case(case, f"{exercise.name} #{n}", told) for n, case in enumerate(exercise.cases, start=1)),
        counted=exercise.counted,
        relation=exercise.relation if told.tells(Feedback.HINT) else None,
    )


def _points(exercise: ExerciseReport) -> ExerciseReport:
    """Return the exercise's points alone, as they count; its status says no more than these."""
    score = counted_score(exercise)
    passed = score >= exercise.max_score
    return ExerciseReport(
        name=exercise.name,
        score=score,
        max_score=exercise.max_score,
        status="passed" if passed else "partial" if score > 0 else "failed",
        carried=None,
        diagnosis=None,
        counterexample=None,
        cases=(),
    )


def _case(case: CaseReport, place: str, told: Feedback) -> CaseReport:
    full = told.tells(Feedback.FULL)
    return CaseReport(
        id=case.id if full else place,
        outcome=case.outcome,
        score=case.score,
        max_score=case.max_score,
        message=case.message if full else "",
    )


def _diagnosis(found: Diagnosis | None, told: Feedback) -> Diagnosis | None:
    if found is None or not told.tells(Feedback.HINT):
        return None
    name = found.misconception if told.tells(Feedback.FULL) else ""
    return Diagnosis(misconception=name, hint=found.hint, published=found.published)


def _provenance(made: Provenance) -> Provenance:
    return Provenance(
        submission=made.submission,
        suite=made.suite,
        grader=made.grader,
        python=made.python,
        numpy=made.numpy,
        sandbox=made.sandbox,
        seed=0,
        hypothesis=made.hypothesis,
    )
