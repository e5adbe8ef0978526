"""The sample class: every submission gets what was argued for it by hand, and a student's page gives nothing away.

The expectations are data, in ``examples/class/<assignment>.toml``; what they leave out is full marks.
"""

import contextlib
import io
import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import pytest

from grader.cli import run
from grader.course.manifest import load_course
from grader.grading.folder import GRADEBOOK, REPORTS, read_reports
from grader.judge.service import supported
from grader.report.compose import counted_score
from grader.report.model import Report
from grader.submission import locate, report_name
from grader.verdict import Outcome

pytestmark = pytest.mark.skipif(not supported(), reason="grading needs Linux")

ROOT = Path(__file__).parent.parent
COURSE = load_course(ROOT / "solutions")
ASSIGNMENT = COURSE.assignment("02_linear_regression")
CLASS = ROOT / "examples" / "class" / ASSIGNMENT.name
POINTS = {exercise.name: float(exercise.points) for exercise in ASSIGNMENT.exercises}


class Expected(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one student must get; ``exercises`` are those that lose marks, ``why`` argues it from the suite's cases."""

    status: Literal["graded", "rejected"]
    score: float
    exercises: Mapping[str, float] = {}
    why: Annotated[str, msgspec.Meta(min_length=1)]

    def scores(self) -> dict[str, float]:
        """Return the score of every exercise."""
        return dict.fromkeys(POINTS, 0.0) if self.status == "rejected" else POINTS | dict(self.exercises)


EXPECTED = msgspec.convert(
    tomllib.loads(CLASS.with_suffix(".toml").read_text(encoding="utf-8")), dict[str, Expected], strict=False
)
STUDENTS = sorted({one.student for one in locate(CLASS, ASSIGNMENT.module)} | set(EXPECTED))


class Graded(msgspec.Struct, frozen=True):
    """A run on the class: its folder, and its reports by student."""

    out: Path
    reports: Mapping[str, Report]


def command(*arguments: str) -> str:
    """Run a command in this process and return its standard output; it must not fail."""
    page = io.StringIO()
    with contextlib.redirect_stdout(page):
        assert run([*arguments]) == 0
    return page.getvalue()


def grade(out: Path) -> dict[str, Any]:
    """Grade the class into ``out`` and return the summary."""
    places = (str(CLASS), "--course", str(COURSE.folder), "--out", str(out))
    summary: dict[str, Any] = json.loads(command("grade", ASSIGNMENT.name, *places, "--jobs", "2", "--json"))["summary"]
    return summary


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """Grade the class, once for all tests."""
    out = tmp_path_factory.mktemp("class")
    summary = grade(out)
    assert summary == {"graded": len(EXPECTED), "kept": 0, "changes": [], "failed": []}
    return Graded(out, {report.student: report for report in read_reports(out)})


def test_every_submission_has_an_expectation_and_every_expectation_a_submission() -> None:
    """Nobody is left out, and whatever lies in the folder is a submission."""
    entries = (entry for entry in CLASS.iterdir() if not entry.name.startswith("."))
    files = {entry.stem if entry.is_file() else entry.name for entry in entries}
    assert files == set(EXPECTED)
    assert len(files) >= 26
    assert {expected.status for expected in EXPECTED.values()} == {"graded", "rejected"}


@pytest.mark.parametrize("student", STUDENTS)
def test_an_expectation_agrees_with_itself(student: str) -> None:
    """The total is the sum of the exercises, and an exercise is listed only where it loses marks."""
    expected = EXPECTED[student]
    assert expected.score == sum(expected.scores().values())
    assert all(score < POINTS[name] for name, score in expected.exercises.items())
    assert expected.status == "graded" or not expected.exercises


@pytest.mark.parametrize("student", STUDENTS)
def test_a_student_gets_what_was_argued_for(graded: Graded, student: str) -> None:
    """Status, total and the score of each exercise are those worked out by hand."""
    report, expected = graded.reports[student], EXPECTED[student]
    assert (report.status, bool(report.reason)) == (expected.status, expected.status == "rejected")
    assert {exercise.name: exercise.score for exercise in report.exercises} == expected.scores(), expected.why
    assert report.score == expected.score, expected.why


@pytest.mark.parametrize("student", STUDENTS)
def test_a_report_is_whole(graded: Graded, student: str) -> None:
    """Every exercise is there in its order with all its cases, none of them lost or broken by the judge."""
    report, model = graded.reports[student], graded.reports["student-01"]
    assert [(exercise.name, exercise.max_score) for exercise in report.exercises] == list(POINTS.items())
    assert report.max_score == ASSIGNMENT.points
    assert report.score == sum(counted_score(exercise) for exercise in report.exercises)
    assert report.provenance.suite == model.provenance.suite
    for exercise, other in zip(report.exercises, model.exercises, strict=True):
        assert [(case.id, case.max_score) for case in exercise.cases] == [(c.id, c.max_score) for c in other.cases]
        assert sum(case.max_score for case in exercise.cases) == pytest.approx(exercise.max_score, abs=1e-3)
        outcomes = {case.outcome for case in exercise.cases}
        assert Outcome.ERRORED not in outcomes
        assert (outcomes == {Outcome.MISSING}) == (report.status == "rejected")


def test_the_run_leaves_a_report_and_a_line_of_the_gradebook_for_each(graded: Graded) -> None:
    """Nothing else lies in the folder, such as a draft of a report."""
    assert {path.name for path in graded.out.iterdir()} == {REPORTS, GRADEBOOK}
    assert {path.name for path in (graded.out / REPORTS).iterdir()} == {f"{report_name(s)}.json" for s in EXPECTED}
    header, *rows = (graded.out / GRADEBOOK).read_text(encoding="utf-8-sig").splitlines()
    assert header.split(",")[:4] == ["student", "status", "score", "max_score"]
    assert [row.split(",")[0] for row in rows] == STUDENTS


def test_grading_again_grades_nothing(graded: Graded) -> None:
    """The same submissions under the same suite are kept, to the byte."""
    before = contents(graded.out)
    assert grade(graded.out) == {"graded": 0, "kept": len(EXPECTED), "changes": [], "failed": []}
    assert contents(graded.out) == before


def contents(folder: Path) -> dict[Path, bytes]:
    """Return all files below ``folder``."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("form", [(), ("--lang", "ko"), ("--json",)], ids=["english", "korean", "json"])
def test_a_students_page_names_no_hidden_case(graded: Graded, form: tuple[str, ...]) -> None:
    """Whatever was lost, no student reads the name of a case, nor of its class; an instructor may."""
    names = set(hidden_names(graded.reports["student-01"]))
    instructors = command("report", str(graded.out), "--json")
    page = command("report", str(graded.out), "--audience", "student", *form)
    joined = "".join(page.split())  # a long name may have been folded
    assert all(name in instructors for name in names)
    assert all(student in page for student in EXPECTED)
    assert not [name for name in names if name in joined]


def hidden_names(report: Report) -> Iterator[str]:
    """Yield the names of the suite's classes and functions."""
    for exercise in report.exercises:
        for case in exercise.cases:
            yield from case.id.partition("[")[0].split("::")
