"""What GitHub Classroom's grading reporter reads: the base64 of a small JSON document.

A test for each exercise with its points as numbers. The reporter's table shows the share of tests that passed times the
maximum, its notice the sum of the points: both agree where every exercise has full marks or none; the notice is right.
"""

import base64

import msgspec

from grader.printable import one_line
from grader.report.compose import NAME_LIMIT, TEXT_LIMIT, counted_score
from grader.report.model import ExerciseReport, Report
from grader.report.phrases import phrases
from grader.report.prose import account


def render_classroom(report: Report, *, language: str = "en") -> bytes:
    """Return the base64 of the result, one line."""
    whole = report.status == "graded" and report.score >= report.max_score
    document = {
        "version": 1,
        "status": "pass" if whole else "fail",
        "max_score": report.max_score,
        "tests": [_test(exercise, language) for exercise in report.exercises],
    }
    return base64.b64encode(msgspec.json.encode(document)) + b"\n"


def _test(exercise: ExerciseReport, language: str) -> dict[str, object]:
    score = counted_score(exercise)
    return {
        "name": one_line(exercise.name, NAME_LIMIT),
        "status": "pass" if score >= exercise.max_score else "fail",
        "score": score,
        "message": account(exercise, phrases(language), language)[:TEXT_LIMIT],
        "test_code": "",
        "filename": "",
        "line_no": 0,
        "duration": 0,
    }
