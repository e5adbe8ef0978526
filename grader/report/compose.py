"""The report of one submission, put together from its exact scores; the one place where points become floats.

Whatever a student may have written is made printable here once more, so that no report on disk holds a
control character or text without bound.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Final

import msgspec

from grader.errors import JudgeError
from grader.notebook.cells import Note
from grader.printable import one_line, printable
from grader.report.model import (
    CaseReport,
    Diagnosis,
    ExerciseReport,
    HandedIn,
    Provenance,
    Report,
    Timing,
)
from grader.scoring import CaseScore, ExerciseScore
from grader.verdict import NOTHING_USED, Counterexample, Feedback, Outcome, Relation, Usage

NAME_LIMIT: Final = 200
TEXT_LIMIT: Final = 4000
DECIMALS: Final = 6
_CENT: Final = Fraction(1, 100)
_KIB_OF_MIB: Final = 1024


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What was found about an exercise that did not pass, beyond its verdicts; the carried score counts unless said."""

    carried: Fraction | None = None
    counted: Fraction | None = None
    relation: Relation | None = None
    diagnosis: Diagnosis | None = None
    counterexample: Counterexample | None = None


_NOTHING: Final = Finding()


def compose_report(  # noqa: PLR0913  what a report is made of
    assignment: str,
    student: str,
    scores: Sequence[ExerciseScore],
    *,
    provenance: Provenance,
    seconds: float,
    used: Usage = NOTHING_USED,
    feedback: Feedback = Feedback.HINT,
    findings: Mapping[str, Finding] = MappingProxyType({}),
    notes: tuple[Note, ...] = (),
) -> Report:
    """Compose the report of a graded submission; ``findings`` are by exercise.

    An exercise that was judged again on a correct version of what it needs counts with the better score.
    """
    unknown = sorted(set(findings) - {score.name for score in scores})
    if unknown:
        raise JudgeError(f"{unknown[0]}: a finding about an exercise that was not scored; grade again")
    counted = [_counted(score, findings.get(score.name, _NOTHING)) for score in scores]
    return Report(
        assignment=assignment,
        student=one_line(student, NAME_LIMIT),
        status="graded",
        reason=None,
        score=_decimal(sum(counted, Fraction(0))),
        max_score=_decimal(sum((score.max_score for score in scores), Fraction(0))),
        exercises=tuple(_exercise(score, findings.get(score.name, _NOTHING)) for score in scores),
        provenance=provenance,
        timing=_timing(seconds, used),
        notes=notes,
        feedback=feedback,
    )


def rejected_report(
    assignment: str,
    student: str,
    scores: Sequence[ExerciseScore],
    *,
    reason: str,
    provenance: Provenance,
    seconds: float,
    feedback: Feedback = Feedback.HINT,
) -> Report:
    """Compose the report of a submission that never ran: every exercise there, every case missing, score 0.

    ``scores`` gives the exercises, cases and maxima, as scored without verdicts.
    """
    return Report(
        assignment=assignment,
        student=one_line(student, NAME_LIMIT),
        status="rejected",
        reason=printable(reason, TEXT_LIMIT),
        score=0.0,
        max_score=_decimal(sum((score.max_score for score in scores), Fraction(0))),
        exercises=tuple(_exercise(_unearned(score), _NOTHING) for score in scores),
        provenance=provenance,
        timing=Timing(seconds=round(seconds, DECIMALS)),
        feedback=feedback,
    )


def _timing(seconds: float, used: Usage) -> Timing:
    """Return what was measured; a worker that nobody could ask how it ended leaves no memory."""
    memory = round(used.memory_kib / _KIB_OF_MIB, 1) if used.memory_kib else None
    cpu = round(used.cpu_seconds, DECIMALS) if used.memory_kib else None
    return Timing(seconds=round(seconds, DECIMALS), cpu_seconds=cpu, memory_mib=memory)


def settle(report: Report, handed_in: HandedIn | None) -> Report:
    """Return the report with its time of handing in, and with what lateness takes off taken off.

    What is taken off is rounded down to a hundredth, in the student's favour, as gradebooks show no more.
    """
    if handed_in is None:
        return report
    earned = Fraction(str(report.score))
    taken = earned * Fraction(str(handed_in.penalty)) / 100 // _CENT * _CENT
    settled = msgspec.structs.replace(handed_in, deducted=_decimal(taken))
    return msgspec.structs.replace(report, score=_decimal(earned - taken), handed_in=settled)


def counted_score(exercise: ExerciseReport) -> float:
    """Return what the exercise adds to the total."""
    return max(exercise.score, exercise.carried or 0.0) if exercise.counted is None else exercise.counted


def _counted(score: ExerciseScore, finding: Finding) -> Fraction:
    return max(score.score, finding.carried or Fraction(0)) if finding.counted is None else finding.counted


def _unearned(score: ExerciseScore) -> ExerciseScore:
    nothing = Fraction(0)
    cases = tuple(
        CaseScore(case=case.case, outcome=Outcome.MISSING, score=nothing, max_score=case.max_score, message="")
        for case in score.cases
    )
    return msgspec.structs.replace(score, status="failed", exact=nothing, score=nothing, cases=cases)


def _exercise(score: ExerciseScore, finding: Finding) -> ExerciseReport:
    return ExerciseReport(
        name=score.name,
        score=_decimal(score.score),
        max_score=_decimal(score.max_score),
        status=score.status,
        carried=None if finding.carried is None else _decimal(finding.carried),
        diagnosis=finding.diagnosis,
        counterexample=finding.counterexample and _counterexample(finding.counterexample),
        cases=tuple(_case(case) for case in score.cases),
        counted=None if finding.counted is None else _decimal(finding.counted),
        relation=finding.relation,
    )


def _case(case: CaseScore) -> CaseReport:
    return CaseReport(
        id=case.case,
        outcome=case.outcome,
        score=_decimal(case.score),
        max_score=_decimal(case.max_score),
        message=printable(case.message, TEXT_LIMIT),
    )


def _counterexample(found: Counterexample) -> Counterexample:
    texts = {name: printable(getattr(found, name), TEXT_LIMIT) for name in ("call", "expected", "got")}
    return msgspec.structs.replace(found, **texts)


def _decimal(value: Fraction) -> float:
    return float(round(value, DECIMALS))
