"""The one redaction: a report as one audience may see it, before any renderer or exporter sees it.

What a student receives about a hidden suite is built anew from what may be shown; a field that is added to
the report later stays hidden until someone lets it through here.
"""

import enum

from grader.report.model import (
    CaseReport,
    Diagnosis,
    ExerciseReport,
    Provenance,
    Report,
)
from grader.verdict import Counterexample


class Audience(enum.StrEnum):
    """Who is going to read."""

    STUDENT = "student"
    INSTRUCTOR = "instructor"


def view(report: Report, audience: Audience, *, public: bool = False) -> Report:
    """Return what ``audience`` may see; of the public suite, which students hold, everybody sees everything.

    A student sees, of a hidden suite, outcomes and points, hints, what a wrong result has to do with the right one,
    and of a counterexample the call and what came of it, with what was expected where the course lets them know; never
    a case's name or message, a misconception's name or the seed, from which hidden inputs could be drawn.
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
        exercises=tuple(_exercise(exercise) for exercise in report.exercises),
        provenance=_provenance(report.provenance),
        timing=report.timing,
    )


def _exercise(exercise: ExerciseReport) -> ExerciseReport:
    found, diagnosis = exercise.counterexample, exercise.diagnosis
    return ExerciseReport(
        name=exercise.name,
        score=exercise.score,
        max_score=exercise.max_score,
        status=exercise.status,
        carried=exercise.carried,
        diagnosis=diagnosis and Diagnosis(misconception="", hint=diagnosis.hint, published=diagnosis.published),
        counterexample=found and _counterexample(found),
        cases=tuple(
            CaseReport(
                id=f"{exercise.name} #{place}",
                outcome=case.outcome,
                score=case.score,
                max_score=case.max_score,
                message="",
            )
            for place, case in enumerate(exercise.cases, start=1)
        ),
        counted=exercise.counted,
        relation=exercise.relation,
    )


def _counterexample(found: Counterexample) -> Counterexample:
    expected = found.expected if found.shown else ""
    return Counterexample(call=found.call, expected=expected, got=found.got, lent=found.lent, shown=found.shown)


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
