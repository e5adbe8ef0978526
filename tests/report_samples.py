"""Reports to test with: a plain one, and strategies whose every text is hostile."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from grader.report.model import (
    CaseReport,
    Diagnosis,
    ExerciseReport,
    Provenance,
    Report,
    Timing,
)
from grader.verdict import Counterexample, Outcome

# A machine that is busy is no fault of the code.
UNHURRIED = settings(deadline=None)

HOSTILE = (
    "\x1b[31mred\x1b[0m",
    "\x1b]8;;http://example.org\x07link\x1b]8;;\x07",
    "\u202egnp.exe",
    "\u2066hidden\u2069",
    "zero\u200bwidth\ufeff",
    "line\u2028separator\u2029",
    "[red]markup[/red] [/] [bold",
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "lone \ud800 surrogate",
    "nonchar \ufdd0 \U0010ffff",
    "\x00\x08\x7f\x85\x9b31m",
    "<f at 0x7f12ab>",
    "::error::x]]></a>",
    "한글 제목",
    ":smile:",
)

hostile = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=()), max_size=30))
_points = st.integers(0, 400).map(lambda quarters: quarters / 4)

PROVENANCE = Provenance(
    submission="sha256:aa",
    suite="sha256:bb",
    grader="0.1.0",
    python="3.11.7",
    numpy="2.4.6",
    sandbox="full",
    seed=7,
)

cases = st.builds(
    CaseReport,
    id=hostile,
    outcome=st.sampled_from(Outcome),
    score=_points,
    max_score=_points,
    message=hostile,
)
exercises = st.builds(
    ExerciseReport,
    name=hostile,
    score=_points,
    max_score=_points,
    status=st.sampled_from(["passed", "partial", "failed", "not_implemented"]),
    carried=st.none() | _points,
    diagnosis=st.none()
    | st.builds(
        Diagnosis,
        misconception=hostile,
        hint=st.dictionaries(st.sampled_from(["en", "ko"]), hostile),
    ),
    counterexample=st.none() | st.builds(Counterexample, call=hostile, expected=hostile, got=hostile),
    cases=st.lists(cases, max_size=4).map(tuple),
)
reports = st.builds(
    Report,
    assignment=hostile,
    student=hostile,
    status=st.sampled_from(["graded", "rejected"]),
    reason=st.none() | hostile,
    score=_points,
    max_score=_points,
    exercises=st.lists(exercises, max_size=4).map(tuple),
    provenance=st.just(PROVENANCE),
    timing=st.just(Timing(seconds=0.1)),
)


def make_case(name: str = "TestA::test_a", outcome: str = "passed", **fields: Any) -> CaseReport:
    """Return a case of one point, earned where it passed."""
    earned = 1.0 if outcome == "passed" else 0.0
    return CaseReport(
        **{"id": name, "outcome": Outcome(outcome), "score": earned, "max_score": 1.0, "message": "", **fields}
    )


def make_exercise(name: str = "softmax", **fields: Any) -> ExerciseReport:
    """Return an exercise of two points, passed unless told."""
    plain = {"score": 2.0, "max_score": 2.0, "status": "passed", "cases": (make_case(),)}
    return ExerciseReport(
        **{"name": name, "carried": None, "diagnosis": None, "counterexample": None, **plain, **fields}
    )


def make_report(student: str = "student-01", *exercises: ExerciseReport, **fields: Any) -> Report:
    """Return a graded report whose totals are those of its exercises."""
    totals = {
        "score": sum(exercise.score for exercise in exercises),
        "max_score": sum(exercise.max_score for exercise in exercises),
    }
    plain = {"assignment": "02_linear_regression", "status": "graded", "reason": None, "exercises": exercises}
    made = {"provenance": PROVENANCE, "timing": Timing(seconds=0.1)}
    return Report(**{"student": student, **totals, **plain, **made, **fields})
