"""Gradescope's results.json: its format to the letter, nothing hidden, nothing alive."""

import json
from typing import Any

import pytest
from hypothesis import given
from report_samples import make_case, make_exercise, make_report, reports

from grader.export.results import render_results
from grader.report.model import Diagnosis, HandedIn, Report
from grader.report.view import Audience, view

TOP = {
    *("score", "execution_time", "output", "output_format", "test_output_format", "test_name_format"),
    *("visibility", "stdout_visibility", "extra_data", "tests", "leaderboard"),
}
TEST = {
    *("score", "max_score", "status", "name", "name_format", "number", "output", "output_format", "tags"),
    *("visibility", "extra_data"),
}


def rendered(report: Report, **options: Any) -> dict[str, Any]:
    """Return what Gradescope reads."""
    document = json.loads(render_results(report, **options))
    assert isinstance(document, dict)
    return document


@given(reports)
def test_it_has_the_fields_that_gradescope_knows_and_no_sign_that_acts(report: Report) -> None:
    """Known keys, numbers as numbers, formats that are shown as they are, no control character."""
    document = rendered(report)
    assert document.keys() <= TOP
    assert {document[key] for key in TOP if key.endswith("_format")} == {"text"}
    assert isinstance(document["score"], (int, float))
    assert isinstance(document["execution_time"], int)
    for test in document["tests"]:
        assert test.keys() <= TEST
        assert test["status"] in {"passed", "failed"}
        assert isinstance(test["score"], (int, float))
        texts = test["name"] + test["output"] + document["output"]
        assert not [sign for sign in texts if (sign < " " and sign not in "\n\t") or sign in "\u202e\x7f\u2066"]


def test_full_marks_alone_are_passed() -> None:
    """Partial credit reads as failed, with its points."""
    half = make_exercise("half", score=1.0, status="partial")
    tests = rendered(make_report("student-01", make_exercise("whole"), half))["tests"]
    assert [(test["status"], test["score"], test["number"]) for test in tests] == [
        ("passed", 2.0, "1"),
        ("failed", 1.0, "2"),
    ]


def test_what_a_student_may_not_see_is_not_there() -> None:
    """Of a report that passed the view: no name of a case or misconception, no message, no seed."""
    case = make_case("TestSecret::test_secret", "failed", message="expected SECRET")
    exercise = make_exercise(
        score=0.0,
        status="failed",
        cases=(case,),
        diagnosis=Diagnosis(misconception="secret_name", hint={"en": "Look at the axis.", "ko": "축을 보세요."}),
    )
    text = render_results(view(make_report("student-01", exercise), Audience.STUDENT)).decode()
    assert "secret" not in text.casefold()
    assert "Look at the axis." in text
    assert "축을 보세요." in render_results(make_report("student-01", exercise), language="ko").decode()


@pytest.mark.parametrize("visibility", ["visible", "after_due_date", "after_published"])
def test_the_course_decides_when_it_is_seen(visibility: Any) -> None:
    """At the top, and never hidden in a test, which would hide the total."""
    document = rendered(make_report("student-01", make_exercise()), visibility=visibility)
    assert document["visibility"] == visibility
    assert all("visibility" not in test for test in document["tests"])


def test_lateness_is_in_the_score_and_said() -> None:
    """The score overrides the sum of the tests, and the output says why."""
    handed = HandedIn(days_late=2, penalty=20.0, deducted=0.4)
    document = rendered(make_report("student-01", make_exercise(), score=1.6, handed_in=handed))
    assert document["score"] == 1.6
    assert "20 % of the points earned are taken off: -0.4" in document["output"]


def test_what_is_not_judged_yet_is_said() -> None:
    """A container that is killed leaves what was done, and what was not."""
    done, waiting = make_exercise("done"), make_exercise("waiting", score=0.0, status="failed")
    tests = rendered(make_report("student-01", done, waiting), pending={"waiting"})["tests"]
    assert [test["output"] for test in tests] == ["tests 1/1", "Not judged yet."]


def test_a_rejection_says_why() -> None:
    """Every exercise is there with nothing earned."""
    exercise = make_exercise(score=0.0, status="failed")
    document = rendered(make_report("student-01", exercise, status="rejected", reason="the file is empty"))
    assert "the file is empty" in document["output"]
    assert document["score"] == 0
