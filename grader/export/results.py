"""Gradescope's ``results.json``: one test for each exercise, in the words of the report.

All text is of the format "text", which Gradescope shows as it is; what a student wrote is printable besides. No test is
hidden, since Gradescope shows students no total where one is.
"""

from collections.abc import Collection
from typing import Any

import msgspec

from grader.course.lateness import Visibility
from grader.printable import number, one_line, printable
from grader.report.compose import NAME_LIMIT, TEXT_LIMIT, counted_score
from grader.report.model import ExerciseReport, Report
from grader.report.phrases import Phrases, phrases
from grader.report.prose import account, delivery


def render_results(
    report: Report, *, language: str = "en", visibility: Visibility = "visible", pending: Collection[str] = ()
) -> bytes:
    """Return ``results.json``; exercises that are ``pending`` are not judged yet, and have earned nothing so far.

    ``score`` overrides the sum of the tests, so that what lateness took off counts.
    """
    say = phrases(language)
    document: dict[str, Any] = {
        "score": report.score,
        "output": _opening(report, say),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": visibility,
        "stdout_visibility": "hidden",
        "execution_time": round(report.timing.seconds),
        "tests": [
            _test(place, exercise, say, language, is_pending=exercise.name in pending)
            for place, exercise in enumerate(report.exercises, start=1)
        ],
        "extra_data": {"grader": msgspec.to_builtins(report.provenance)},
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def _opening(report: Report, say: Phrases) -> str:
    lines = [f"{one_line(report.assignment, NAME_LIMIT)}: {number(report.score)} / {number(report.max_score)}"]
    if report.status == "rejected":
        lines += [say.rejected, printable(say.told(report.reason or ""), TEXT_LIMIT)]
    return "\n".join([*lines, *delivery(report, say)])


def _test(place: int, exercise: ExerciseReport, say: Phrases, language: str, *, is_pending: bool) -> dict[str, Any]:
    score = counted_score(exercise)
    return {
        "score": score,
        "max_score": exercise.max_score,
        "status": "passed" if score >= exercise.max_score else "failed",
        "name": one_line(exercise.name, NAME_LIMIT),
        "number": str(place),
        "output": say.pending if is_pending else account(exercise, say, language),
    }
