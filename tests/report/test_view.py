"""Redaction: what a student may see of a hidden suite, and nothing else."""

import msgspec
import pytest
from hypothesis import given
from report_samples import PROVENANCE, UNHURRIED, make_case, make_exercise, make_report, reports

from grader.report.compose import counted_score
from grader.report.model import Diagnosis, Report, decode, encode
from grader.report.view import Audience, view
from grader.verdict import Counterexample, Feedback, Outcome, Relation

HIDDEN_WORD = "concealed"
REPORT = make_report(
    "student-01",
    make_exercise(
        score=1.0,
        status="partial",
        carried=1.5,
        diagnosis=Diagnosis(misconception=f"{HIDDEN_WORD}-misconception", hint={"en": "a hint", "ko": "힌트"}),
        counterexample=Counterexample(call="softmax(1)", expected="3", got="2"),
        relation=Relation(kind="negated"),
        cases=(
            make_case(f"Test{HIDDEN_WORD}::a", message=f"{HIDDEN_WORD}-message"),
            make_case(f"Test{HIDDEN_WORD}::b", "failed", message=f"{HIDDEN_WORD}-message"),
        ),
    ),
    make_exercise("relu"),
    provenance=msgspec.structs.replace(PROVENANCE, seed=987654321),
)
BELOW_FULL = [tier for tier in Feedback if tier is not Feedback.FULL]


def told(report: Report, feedback: Feedback) -> Report:
    """Return what a student sees at a tier."""
    return view(msgspec.structs.replace(report, feedback=feedback), Audience.STUDENT)


@UNHURRIED
@given(reports)
def test_an_instructor_sees_everything(report: Report) -> None:
    """The instructor's view is the report."""
    assert view(report, Audience.INSTRUCTOR) == report


@UNHURRIED
@given(reports)
def test_of_the_public_suite_a_student_sees_everything(report: Report) -> None:
    """What students hold anyway is not hidden from them."""
    assert view(report, Audience.STUDENT, public=True) == report


@pytest.mark.parametrize("feedback", BELOW_FULL)
def test_a_student_sees_no_secret_of_a_hidden_suite(feedback: Feedback) -> None:
    """No case name, message, misconception's name or seed is anywhere in the student's bytes."""
    shown = encode(told(REPORT, feedback)).decode()
    assert HIDDEN_WORD not in shown
    assert "987654321" not in shown


@pytest.mark.parametrize("feedback", Feedback)
def test_each_tier_adds_one_thing(feedback: Feedback) -> None:
    """How cases ended, then hints and patterns, then the counterexample, then names and messages."""
    softmax = told(REPORT, feedback).exercises[0]
    seen = {
        Feedback.CATEGORY: [case.outcome for case in softmax.cases] == [Outcome.PASSED, Outcome.FAILED],
        Feedback.HINT: (softmax.diagnosis is not None, softmax.relation is not None) == (True, True),
        Feedback.COUNTEREXAMPLE: softmax.counterexample == REPORT.exercises[0].counterexample,
        Feedback.FULL: softmax.cases == REPORT.exercises[0].cases,
    }
    assert seen == {tier: feedback.tells(tier) for tier in seen}


def test_a_report_that_says_no_tier_tells_hints() -> None:
    """Numbered cases with outcome and points, and the hint in every language, without the misconception's name."""
    softmax = view(REPORT, Audience.STUDENT).exercises[0]
    assert [(case.id, case.outcome, case.score, case.max_score) for case in softmax.cases] == [
        ("softmax #1", "passed", 1.0, 1.0),
        ("softmax #2", "failed", 0.0, 1.0),
    ]
    assert softmax.diagnosis == Diagnosis(misconception="", hint={"en": "a hint", "ko": "힌트"})
    assert softmax.counterexample is None
    assert (softmax.name, softmax.score, softmax.carried, softmax.status) == ("softmax", 1.0, 1.5, "partial")


@UNHURRIED
@given(reports)
def test_points_alone_are_those_that_count(report: Report) -> None:
    """Where only scores are told, a carried score is in them, and nothing else says that it was carried."""
    shown = told(report, Feedback.SCORE)
    assert (shown.score, shown.max_score) == (report.score, report.max_score)
    for ours, theirs in zip(report.exercises, shown.exercises, strict=True):
        assert theirs.score == counted_score(theirs) == counted_score(ours)
        assert (theirs.carried, theirs.counted, theirs.cases) == (None, None, ())


def test_everything_but_the_seed_is_told_in_full() -> None:
    """Who is told everything still cannot draw the hidden inputs."""
    shown = told(REPORT, Feedback.FULL)
    assert shown.exercises == REPORT.exercises
    assert shown.provenance == msgspec.structs.replace(REPORT.provenance, seed=0)


def test_a_student_sees_why_a_submission_was_rejected() -> None:
    """The reason is about the student's own file."""
    report = make_report("student-01", status="rejected", reason="line 3: not Python")
    assert view(report, Audience.STUDENT).reason == "line 3: not Python"


@UNHURRIED
@given(reports)
def test_a_student_loses_nothing_but_the_hidden(report: Report) -> None:
    """Marks, statuses, outcomes and the rest of the provenance are those of the report."""
    shown = view(report, Audience.STUDENT)
    for name in ("assignment", "student", "status", "reason", "score", "max_score", "timing"):
        assert getattr(shown, name) == getattr(report, name)
    for ours, theirs in zip(report.exercises, shown.exercises, strict=True):
        assert (ours.name, ours.score, ours.max_score, ours.status, ours.carried) == (
            theirs.name,
            theirs.score,
            theirs.max_score,
            theirs.status,
            theirs.carried,
        )
        assert [c.outcome for c in ours.cases] == [c.outcome for c in theirs.cases]
        assert all(case.message == "" for case in theirs.cases)
    assert msgspec.structs.replace(shown.provenance, seed=report.provenance.seed) == report.provenance


@UNHURRIED
@given(reports)
def test_redacting_twice_is_redacting_once(report: Report) -> None:
    """A student's view has nothing left to hide."""
    once = view(report, Audience.STUDENT)
    assert view(once, Audience.STUDENT) == once


@pytest.mark.parametrize("audience", Audience)
def test_a_view_is_a_report(audience: Audience) -> None:
    """Every view can be written and read back as a report."""
    shown = view(REPORT, audience)
    assert decode(encode(shown), "x") == shown
