"""What CI systems read: JUnit, the grading reporter's JSON, Markdown, workflow commands; hostile text stays text."""

import base64
import html
import json
import re
from xml.etree import ElementTree as ET

from hypothesis import given
from report_samples import HOSTILE, make_case, make_exercise, make_report, reports

from grader.export.classroom import render_classroom
from grader.export.junit import render_junit
from grader.export.summary import render_annotations, render_summary
from grader.report.model import Report
from grader.verdict import Counterexample

MARKUP = "</pre></td><script>alert(1)</script> ]]> [x](http://e.org) **b** `c` ::error::x\n::set-output name=a::b\n# h"


def failing(text: str = MARKUP) -> Report:
    """Return a report in which a student's text stands wherever one may."""
    case = make_case("TestA::test_a", "failed", message=text)
    found = Counterexample(call=text, expected=text, got=text)
    return make_report(
        "student-01", make_exercise(score=0.5, status="partial", cases=(case, make_case()), counterexample=found)
    )


@given(reports)
def test_junit_is_xml_whatever_was_written(report: Report) -> None:
    """It parses, the counts are those of the cases, and the points are properties."""
    root = ET.fromstring(render_junit(report))  # noqa: S314  our own text, and that it parses is the question
    suites = root.findall("testsuite")
    assert len(suites) == len(report.exercises)
    for suite, exercise in zip(suites, report.exercises, strict=True):
        cases = suite.findall("testcase")
        assert len(cases) == len(exercise.cases) == int(suite.get("tests", ""))
        for kind, name in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert len(suite.findall(f"testcase/{kind}")) == int(suite.get(name, ""))
        assert suite.find("properties/property") is not None


def test_junit_says_points_and_messages() -> None:
    """Points per suite, the message as text."""
    text = render_junit(failing()).decode()
    assert '<property name="points" value="0.5/2" />' in text
    assert "<script>" not in text
    root = ET.fromstring(text)  # noqa: S314  our own text
    failure = root.find("testsuite/testcase/failure")
    assert failure is not None
    assert failure.text == MARKUP


@given(reports)
def test_the_grading_reporter_gets_numbers_always(report: Report) -> None:
    """A list of tests, a numeric score in each, a line number of 0."""
    line = render_classroom(report)
    assert line.count(b"\n") == 1
    document = json.loads(base64.b64decode(line))
    assert document["version"] == 1
    assert document["status"] in {"pass", "fail"}
    assert len(document["tests"]) == len(report.exercises)
    for test in document["tests"]:
        assert isinstance(test["score"], (int, float))
        assert test["line_no"] == 0


def test_a_summary_shows_text_and_runs_none() -> None:
    """What a student wrote is in a block that nothing closes, with its signs as entities."""
    text = render_summary(failing())
    assert text.count("<pre>") == text.count("</pre>") == 1
    block = text.partition("<pre>\n")[2].partition("\n</pre>")[0]
    assert "<" not in block
    assert "</pre></td><script>alert(1)</script>" in html.unescape(block)
    assert text.startswith("# 02&#95;linear&#95;regression: 0.5 / 2\n")


@given(reports)
def test_outside_its_blocks_a_summary_has_no_markup_but_ours(report: Report) -> None:
    """No name opens a link, a tag, a table's cell or a heading."""
    outside = re.sub(r"<pre>.*?</pre>", "", render_summary(report), flags=re.DOTALL)
    assert not re.search(r"[<>`\[\]]", outside)
    rows = [line for line in outside.splitlines() if line.startswith("|")]
    assert all(row.count("|") == 5 for row in rows)


@given(reports)
def test_an_annotation_is_one_command_on_one_line(report: Report) -> None:
    """However a text is made, no line of it becomes a command of its own."""
    lines = render_annotations(report, file="a,b:c.py").removesuffix("\n").split("\n")
    lost = [one for one in report.exercises if max(one.score, one.carried or 0) < one.max_score]
    assert len(lines) == (len(lost) if report.status == "graded" else 1) + 1
    assert all(re.match(r"::(error|notice) file=a%2Cb%3Ac.py,title=[^:]*::", line) for line in lines)
    assert not any("\r" in line for line in lines)


def test_hostile_texts_are_there_to_be_tested() -> None:
    """The strategies above draw from texts that would act if they could."""
    assert any("::error::" in text for text in HOSTILE)
