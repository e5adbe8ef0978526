"""What is found in the reports of a run."""

import msgspec
import pytest
from report_samples import PROVENANCE, make_case, make_exercise, make_report

from grader.pages.findings import LETTERS, Beside, Row, find
from grader.report.model import CaseReport, Diagnosis, ExerciseReport, Report
from grader.verdict import Outcome


def cases(letters: str) -> tuple[CaseReport, ...]:
    """Return a case for each letter, named by its place."""
    outcomes = {letter: outcome for outcome, letter in LETTERS.items()}
    return tuple(make_case(f"T::{n}", outcomes[letter]) for n, letter in enumerate(letters))


def exercise(name: str, letters: str, diagnosis: Diagnosis | None = None) -> ExerciseReport:
    """Return an exercise that earns a point for each case."""
    score = float(letters.count("p"))
    status = "passed" if score == len(letters) else "failed"
    return make_exercise(
        name, score=score, max_score=float(len(letters)), status=status, cases=cases(letters), diagnosis=diagnosis
    )


def student(name: str, *exercises: ExerciseReport, same: str = "") -> Report:
    """Return a report whose submission is its student's own, unless it is the ``same`` as others'."""
    return make_report(name, *exercises, provenance=msgspec.structs.replace(PROVENANCE, submission=same or name))


MISTAKE = Diagnosis(misconception="mistake", hint={})
CLASS = [
    student("c", exercise("one", "pfp"), exercise("two", "ff", MISTAKE), same="x"),
    student("a", exercise("one", "ppf"), exercise("two", "pp"), same="x"),
    student("b", exercise("one", "ppf"), exercise("two", "pf", MISTAKE)),
]


def test_cases_that_tell_nothing_or_the_opposite_are_remarked() -> None:
    """Nobody fails the first, everybody the last but ... none; the third is passed by the weakest alone."""
    remarks = {(case.exercise, case.name): case.remark for case in find(CLASS).cases}
    assert remarks == {
        (0, "T::0"): "nobody fails",
        (0, "T::1"): "",
        (0, "T::2"): "disagrees with the rest",
        (1, "T::0"): "",
        (1, "T::1"): "",
    }
    nobody = find([student("a", exercise("one", "fp")), student("b", exercise("one", "ff"))])
    assert [case.remark for case in nobody.cases] == ["everybody fails", ""]


def test_students_are_by_name_with_a_letter_for_each_case() -> None:
    """In the order of the suite."""
    rows = find(CLASS).rows
    assert [(row.name, row.letters, row.counted) for row in rows] == [
        ("a", "ppfpp", (2.0, 2.0)),
        ("b", "ppfpf", (2.0, 1.0)),
        ("c", "pfpff", (2.0, 0.0)),
    ]


def test_a_misconception_has_its_students() -> None:
    """By their places."""
    (mistake,) = find(CLASS).mistakes
    assert (mistake.exercise, mistake.name, mistake.students) == (1, "mistake", (1, 2))


def row(report: Report, *others: Report) -> Row:
    """Return a student's row in a class."""
    (found,) = (one for one in find([report, *others]).rows if one.name == report.student)
    return found


def test_the_same_bytes_are_a_sign() -> None:
    """On both who have them, and on nobody who handed in nothing of worth."""
    signs = {row.name: row.signs for row in find(CLASS).rows}
    assert signs == {"a": ("the same bytes as c",), "b": (), "c": ("the same bytes as a",)}
    (one, *_) = find([student(name, exercise("one", "p"), same="x") for name in "abcdef"]).rows
    assert one.signs == ("the same bytes as b, c, d and 2 others",)
    empty = [student(name, exercise("one", "nn"), same="stub") for name in "ab"]
    assert row(*empty).signs == ()


@pytest.mark.parametrize(
    ("outcome", "sign"),
    [
        (Outcome.FORBIDDEN, "uses what is forbidden"),
        (Outcome.KILLED, "ended its process, or used too much memory"),
        (Outcome.TIMED_OUT, "ran into a time limit"),
        (Outcome.ERRORED, "the grader failed; grade again"),
        (Outcome.FAILED, None),
        (Outcome.NOT_IMPLEMENTED, None),
    ],
)
def test_an_ending_that_honest_work_seldom_has_is_a_sign(outcome: Outcome, sign: str | None) -> None:
    """With how many of the cases ended so."""
    found = row(student("a", exercise("one", f"p{LETTERS[outcome]}")))
    assert found.signs == (() if sign is None else (f"{sign} (1 of 2 cases)",))


def test_a_sign_says_what_it_was_about() -> None:
    """In the words that most cases have of it, each of them once, cut to a line."""
    messages = ["called pinv", "called\nlstsq", "called pinv", "called inv"]
    made = tuple(make_case(f"T::{n}", "forbidden", message=text) for n, text in enumerate(messages))
    found = row(student("a", make_exercise("one", score=0.0, cases=made)))
    assert found.signs == ("uses what is forbidden (4 of 4 cases): called pinv · called\\nlstsq",)


def test_what_is_known_beside_a_report_is_told_with_it() -> None:
    """A sign of the text that was handed in, and where that is."""
    known = Beside(signs=("hidden characters",), links=(("report", "reports/a.json"),))
    (one, other) = find([student("a", exercise("one", "p")), student("b", exercise("one", "p"))], {"a": known}).rows
    assert (one.signs, one.links) == (known.signs, known.links)
    assert (other.signs, other.links) == ((), ())


def test_who_was_rejected_is_there_and_in_no_figure() -> None:
    """With the reason; the items are of those that were graded."""
    rejected = make_report("d", exercise("one", "mmm"), exercise("two", "mm"), status="rejected", reason="not Python")
    found = find([*CLASS, rejected])
    assert row(rejected, *CLASS).reason == "not Python"
    assert found.parts == find(CLASS).parts
    assert found.cases == find(CLASS).cases


def test_a_case_that_a_report_lacks_is_absent() -> None:
    """A suite may have grown since."""
    old, new = student("a", exercise("one", "p")), student("b", exercise("one", "pp"))
    assert {one.name: one.letters for one in find([old, new]).rows} == {"a": "p-", "b": "pp"}


def test_of_no_reports_there_is_nothing() -> None:
    """And nothing is raised."""
    assert find([]).rows == ()
