"""Composing: floats from exact scores, printable text, and the better of two scores."""

from collections.abc import Sequence
from fractions import Fraction

import msgspec
import pytest
from hypothesis import given
from report_samples import PROVENANCE, UNHURRIED, hostile, make_exercise

from grader.course.manifest import Exercise, Policy
from grader.errors import JudgeError
from grader.report.compose import Finding, compose_report, counted_score, rejected_report
from grader.report.model import Diagnosis, Report, Timing, decode, encode
from grader.scoring import ExerciseScore, score
from grader.verdict import NOTHING_USED, Case, Counterexample, Outcome, Verdict

EXERCISES = (Exercise(name="softmax", points=1), Exercise(name="relu", points=2))
CASES = (*(Case(id=f"T::{name}", exercise="softmax") for name in "abc"), Case(id="R::a", exercise="relu"))


def _scores(*verdicts: Verdict) -> tuple[ExerciseScore, ...]:
    return score(EXERCISES, CASES, verdicts, Policy(step=0.01))


def _passed(*cases: str) -> tuple[ExerciseScore, ...]:
    return _scores(*(Verdict(case=case, outcome=Outcome.PASSED) for case in cases))


def _compose(scores: Sequence[ExerciseScore], **findings: Finding) -> Report:
    return compose_report("02_x", "student-01", scores, provenance=PROVENANCE, seconds=0.1234567, findings=findings)


def test_what_was_used_is_of_all_workers() -> None:
    """CPU seconds add up, of memory there is the most; of a worker that nobody could ask there is neither."""
    used = NOTHING_USED.and_then(0.25, 2048).and_then(0.5, 3072).and_then(0.25, 1024)
    told = compose_report("02_x", "a", _passed("T::a"), provenance=PROVENANCE, seconds=2.0, used=used)
    assert told.timing == Timing(seconds=2.0, cpu_seconds=1.0, memory_mib=3.0)
    untold = compose_report("02_x", "a", _passed("T::a"), provenance=PROVENANCE, seconds=2.0)
    assert untold.timing == Timing(seconds=2.0)


def test_scores_are_rounded_to_six_decimals_once() -> None:
    """A third of a point is 0.333333 in a case, and the totals are sums of exact scores."""
    report = _compose(_passed("T::a", "R::a"))
    softmax, relu = report.exercises
    assert [case.score for case in softmax.cases] == [0.333333, 0.0, 0.0]
    assert (softmax.score, softmax.max_score, softmax.status) == (0.33, 1.0, "partial")
    assert (relu.score, relu.status) == (2.0, "passed")
    assert (report.score, report.max_score, report.status, report.reason) == (2.33, 3.0, "graded", None)
    assert report.timing.seconds == 0.123457


def test_a_report_survives_its_file() -> None:
    """What is composed is read back equal."""
    diagnosis = Diagnosis(misconception="skips_the_shift", hint={"en": "a", "ko": "나"})
    report = _compose(_passed("T::a"), softmax=Finding(carried=Fraction(1, 3), diagnosis=diagnosis))
    assert decode(encode(report), "x") == report


def test_the_better_of_own_and_carried_score_counts() -> None:
    """A carried score above the own one counts in the total; below it, it does not; both are reported."""
    up = _compose(_passed("T::a"), softmax=Finding(carried=Fraction(1)))
    down = _compose(_passed("T::a"), softmax=Finding(carried=Fraction(0)))
    assert [(r.score, r.exercises[0].score, r.exercises[0].carried) for r in (up, down)] == [
        (1.0, 0.33, 1.0),
        (0.33, 0.33, 0.0),
    ]


def test_counted_scores_add_up_to_the_total() -> None:
    """What counts of an exercise is what the total was made from."""
    report = _compose(_passed("T::a", "R::a"), softmax=Finding(carried=Fraction(1)))
    assert sum(counted_score(exercise) for exercise in report.exercises) == report.score
    assert counted_score(make_exercise(score=1.5, carried=1.0)) == 1.5


def test_a_rejected_submission_has_every_exercise_at_nothing() -> None:
    """Every exercise and case is there, missing, with its maximum and score 0, whatever scores are given."""
    report = rejected_report(
        "02_x", "student-01", _passed("T::a", "R::a"), reason="no such file", provenance=PROVENANCE, seconds=0
    )
    assert (report.status, report.reason, report.score, report.max_score) == ("rejected", "no such file", 0, 3)
    assert [(e.name, e.score, e.max_score, e.status) for e in report.exercises] == [
        ("softmax", 0, 1, "failed"),
        ("relu", 0, 2, "failed"),
    ]
    cases = [case for exercise in report.exercises for case in exercise.cases]
    assert [(case.id, case.outcome, case.score, case.message) for case in cases] == [
        (case.id, Outcome.MISSING, 0, "") for case in CASES
    ]
    assert sum(case.max_score for case in cases) == pytest.approx(3, abs=1e-5)


@UNHURRIED
@given(hostile)
def test_every_text_of_a_student_is_made_printable(text: str) -> None:
    """Names, messages, reasons and counterexamples reach no file as they came."""
    found = Counterexample(call=text, expected=text, got=text)
    scores = _scores(Verdict(case="T::a", outcome=Outcome.FAILED, message=text))
    graded = compose_report(
        "02_x", text, scores, provenance=PROVENANCE, seconds=0, findings={"softmax": Finding(counterexample=found)}
    )
    rejected = rejected_report("02_x", text, scores, reason=text, provenance=PROVENANCE, seconds=0)
    for report in (graded, rejected):
        assert not set(msgspec.json.decode(encode(report))["student"]) & set("\x1b\u202e\u200b\n\ud800")
        assert not set(encode(report).decode()) & set("\x1b\x7f\x9b\u202e\u200b\u2028")


def test_texts_are_bounded() -> None:
    """A megabyte of message or name does not become a megabyte of report."""
    scores = _scores(Verdict(case="T::a", outcome=Outcome.FAILED, message="m" * 1_000_000))
    report = rejected_report("02_x", "n" * 1_000_000, scores, reason="r" * 1_000_000, provenance=PROVENANCE, seconds=0)
    assert len(encode(_compose(scores))) < 8_000
    assert len(encode(report)) < 8_000


def test_a_finding_about_nothing_is_our_fault() -> None:
    """A finding must belong to an exercise that was scored."""
    with pytest.raises(JudgeError, match="tanh: a finding about an exercise that was not scored"):
        _compose(_passed(), tanh=Finding())
