"""JUnit's XML as CI systems read it: a suite for each exercise, a case for each case, points as properties."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from grader.printable import number, one_line, printable
from grader.report.compose import NAME_LIMIT, TEXT_LIMIT, counted_score
from grader.report.model import CaseReport, ExerciseReport, Report
from grader.report.phrases import Phrases, phrases
from grader.report.prose import delivery, ending, notes
from grader.verdict import Outcome


def render_junit(report: Report, *, language: str = "en") -> bytes:
    """Return the report as XML 1.0, in which no control character can stand."""
    say = phrases(language)
    root = Element("testsuites", name=one_line(report.assignment, NAME_LIMIT))
    cases = [case for exercise in report.exercises for case in exercise.cases]
    _count(root, cases)
    for exercise in report.exercises:
        _suite(root, report, exercise, say, language)
    indent(root, " ")
    return tostring(root, encoding="unicode").encode() + b"\n"


def _suite(root: Element, report: Report, exercise: ExerciseReport, say: Phrases, language: str) -> None:
    name = one_line(exercise.name, NAME_LIMIT)
    suite = SubElement(root, "testsuite", name=name)
    _count(suite, exercise.cases)
    properties = SubElement(suite, "properties")
    points = f"{number(counted_score(exercise))}/{number(exercise.max_score)}"
    SubElement(properties, "property", name="points", value=points)
    assignment = one_line(report.assignment, NAME_LIMIT)
    for case in exercise.cases:
        element = SubElement(suite, "testcase", classname=f"{assignment}.{name}")
        element.set("name", one_line(case.id, NAME_LIMIT))
        element.set("time", "0")
        if kind := _kind(case):
            message = printable(say.told(case.message or report.reason or ""), TEXT_LIMIT)
            SubElement(element, kind, message=ending(case, say), type=str(case.outcome)).text = message
    found = [f"{label}: {printable(text, TEXT_LIMIT)}" for label, text in notes(exercise, say, language)]
    if lines := [*delivery(report, say), *found]:
        SubElement(suite, "system-out").text = "\n".join(lines)


def _count(element: Element, cases: Sequence[CaseReport]) -> None:
    kinds = [_kind(case) for case in cases]
    element.set("tests", str(len(kinds)))
    for attribute, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(attribute, str(kinds.count(kind)))
    element.set("time", "0")


def _kind(case: CaseReport) -> str:
    """Return the element that says how the case ended; none where it passed."""
    kinds = {Outcome.PASSED: "", Outcome.ERRORED: "error", Outcome.MISSING: "skipped"}
    return kinds.get(case.outcome, "failure")
