"""The sample class: every submission gets what was argued for it by hand, and a student's page gives nothing away.

The expectations are data, in ``examples/class/<assignment>.toml``; what they leave out is full marks.
"""

import contextlib
import csv
import html
import io
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import unquote

import msgspec
import numpy as np
import pytest
from browsing import Shown
from hidden_inputs import asked

from grader.cli import run
from grader.course.manifest import load_course
from grader.course.reading import find_guide
from grader.grading.folder import GRADEBOOK, REPORTS, read_reports
from grader.judge.service import supported
from grader.pages.findings import find
from grader.pages.items import Item
from grader.pages.student import render_student
from grader.report.compose import counted_score
from grader.report.model import Report
from grader.report.view import Audience, view
from grader.submission import locate, report_name
from grader.verdict import Feedback, Outcome

pytestmark = pytest.mark.skipif(not supported(), reason="grading needs Linux")

ROOT = Path(__file__).parent.parent
COURSE = load_course(ROOT / "solutions")
CLASSES = ROOT / "examples" / "class"
# Shorter lines of messages might stand anywhere.
TELLING = 20
# Bytes that a page may have.
LIGHT = 300_000


class Expected(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one student must get, argued in ``why`` from the suite's cases.

    ``exercises`` are those that lose marks; ``carried`` those of them that count with more, because they are right on a
    correct version of what they need.
    """

    status: Literal["graded", "rejected"]
    score: float
    exercises: Mapping[str, float] = {}
    carried: Mapping[str, float] = {}
    why: Annotated[str, msgspec.Meta(min_length=1)]


class Sample(msgspec.Struct, frozen=True):
    """A student of the sample class of one assignment."""

    assignment: str
    student: str

    @property
    def expected(self) -> Expected:
        """What the student must get."""
        return EXPECTED[self.assignment][self.student]

    @property
    def points(self) -> dict[str, float]:
        """The points of every exercise."""
        return {exercise.name: float(exercise.points) for exercise in COURSE.assignment(self.assignment).exercises}

    @property
    def scores(self) -> dict[str, float]:
        """The score of every exercise by itself."""
        if self.expected.status == "rejected":
            return dict.fromkeys(self.points, 0.0)
        return self.points | dict(self.expected.exercises)


def read_expected(path: Path) -> dict[str, Expected]:
    """Read what a class must get."""
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), dict[str, Expected], strict=False)


EXPECTED = {path.stem: read_expected(path) for path in sorted(CLASSES.glob("*.toml"))}
NAMES = list(EXPECTED)
SAMPLES = [Sample(name, student) for name, expected in EXPECTED.items() for student in sorted(expected)]

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: f"{s.assignment[:2]}-{s.student}")
each_class = pytest.mark.parametrize("name", NAMES)


def command(*arguments: str) -> str:
    """Run a command in this process and return its standard output; it must not fail."""
    page = io.StringIO()
    with contextlib.redirect_stdout(page):
        assert run([*arguments]) == 0
    return page.getvalue()


def grade(name: str, out: Path) -> dict[str, Any]:
    """Grade the class of an assignment into ``out`` and return the summary."""
    places = (str(CLASSES / name), "--course", str(COURSE.folder), "--out", str(out))
    summary: dict[str, Any] = json.loads(command("grade", name, *places, "--jobs", "2", "--json"))["summary"]
    return summary


class Graded:
    """The runs on the classes, each made when it is first asked for: a folder, and the reports by student."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._reports: dict[str, dict[str, Report]] = {}

    def out(self, name: str) -> Path:
        """Return the folder of the run on a class."""
        out = self._folder / name
        if name not in self._reports:
            assert grade(name, out) == {"graded": len(EXPECTED[name]), "kept": 0, "changes": [], "failed": []}
            self._reports[name] = {report.student: report for report in read_reports(out)}
        return out

    def report(self, sample: Sample) -> Report:
        """Return a student's report."""
        return self.reports(sample.assignment)[sample.student]

    def reports(self, name: str) -> Mapping[str, Report]:
        """Return the reports of a class by student."""
        self.out(name)
        return self._reports[name]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """Grade each class once for all tests."""
    return Graded(tmp_path_factory.mktemp("classes"))


def test_every_assignment_has_a_class() -> None:
    """The expectations are beside the submissions, under one name."""
    assert {path.name for path in CLASSES.iterdir() if path.is_dir()} == set(EXPECTED)
    assert set(EXPECTED) == {assignment.name for assignment in COURSE.assignments}


@each_class
def test_every_submission_has_an_expectation_and_every_expectation_a_submission(name: str) -> None:
    """Nobody is left out, and whatever lies in the folder is a submission."""
    entries = (entry for entry in (CLASSES / name).iterdir() if not entry.name.startswith("."))
    files = {entry.stem if entry.is_file() else entry.name for entry in entries}
    found = {one.student for one in locate(CLASSES / name, COURSE.assignment(name).module)}
    assert files == found == set(EXPECTED[name])
    assert len(files) >= 12
    assert {expected.status for expected in EXPECTED[name].values()} == {"graded", "rejected"}


@each_sample
def test_an_expectation_agrees_with_itself(sample: Sample) -> None:
    """The total is the sum of what counts, and an exercise is listed only where it loses marks."""
    expected = sample.expected
    assert expected.score == sum((sample.scores | dict(expected.carried)).values())
    assert all(score < sample.points[name] for name, score in expected.exercises.items())
    assert all(score > expected.exercises[name] for name, score in expected.carried.items())
    assert expected.status == "graded" or not expected.exercises


@each_sample
def test_a_student_gets_what_was_argued_for(graded: Graded, sample: Sample) -> None:
    """Status, total, and the score of each exercise by itself and carried are those worked out by hand."""
    report, expected = graded.report(sample), sample.expected
    assert (report.status, bool(report.reason)) == (expected.status, expected.status == "rejected")
    assert {exercise.name: exercise.score for exercise in report.exercises} == sample.scores, expected.why
    carried = {exercise.name: exercise.carried for exercise in report.exercises if exercise.carried is not None}
    assert carried == expected.carried, expected.why
    assert report.score == expected.score, expected.why


@each_sample
def test_a_report_is_whole(graded: Graded, sample: Sample) -> None:
    """Every exercise is there in its order with all its cases, none of them lost or broken by the judge."""
    report, model = graded.report(sample), graded.report(Sample(sample.assignment, "student-01"))
    assert [(exercise.name, exercise.max_score) for exercise in report.exercises] == list(sample.points.items())
    assert report.max_score == COURSE.assignment(sample.assignment).points
    assert report.score == sum(counted_score(exercise) for exercise in report.exercises)
    assert report.provenance.suite == model.provenance.suite
    for exercise, other in zip(report.exercises, model.exercises, strict=True):
        assert [(case.id, case.max_score) for case in exercise.cases] == [(c.id, c.max_score) for c in other.cases]
        assert sum(case.max_score for case in exercise.cases) == pytest.approx(exercise.max_score, abs=1e-3)
        outcomes = {case.outcome for case in exercise.cases}
        assert Outcome.ERRORED not in outcomes
        assert (outcomes == {Outcome.MISSING}) == (report.status == "rejected")


@each_class
def test_the_run_leaves_a_report_and_a_line_of_the_gradebook_for_each(graded: Graded, name: str) -> None:
    """Nothing else lies in the folder, such as a draft of a report."""
    out, students = graded.out(name), sorted(EXPECTED[name])
    assert {path.name for path in out.iterdir()} == {REPORTS, GRADEBOOK}
    assert {path.name for path in (out / REPORTS).iterdir()} == {f"{report_name(s)}.json" for s in students}
    header, *rows = (out / GRADEBOOK).read_text(encoding="utf-8-sig").splitlines()
    assert header.split(",")[:4] == ["student", "status", "score", "max_score"]
    assert [row.split(",")[0] for row in rows] == students


@each_class
def test_grading_again_grades_nothing(graded: Graded, name: str) -> None:
    """The same submissions under the same suite are kept, to the byte."""
    out = graded.out(name)
    before = contents(out)
    assert grade(name, out) == {"graded": 0, "kept": len(EXPECTED[name]), "changes": [], "failed": []}
    assert contents(out) == before


def contents(folder: Path) -> dict[Path, bytes]:
    """Return all files below ``folder``."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@each_class
@pytest.mark.parametrize("form", ["pages", "json"])
def test_a_students_page_names_no_hidden_case(graded: Graded, form: str, name: str) -> None:
    """Whatever was lost, no student reads the name of a case, nor of its class; an instructor may."""
    out = str(graded.out(name))
    names = set(hidden_names(graded.report(Sample(name, "student-01"))))
    instructors = command("report", out, "--json")
    if form == "json":
        page = command("report", out, "--audience", "student", "--json")
    else:
        command("report", out, "--audience", "student")
        page = "".join(path.read_text(encoding="utf-8") for path in (Path(out) / "pages").iterdir())
    assert all(name in instructors for name in names)
    assert all(student in page for student in EXPECTED[name])
    assert not [name for name in names if name in page]


def hidden_names(report: Report) -> Iterator[str]:
    """Yield the names of the suite's classes and functions."""
    for exercise in report.exercises:
        for case in exercise.cases:
            yield from case.id.partition("[")[0].split("::")


@each_class
def test_an_exercises_figures_are_those_of_an_independent_computation(graded: Graded, name: str) -> None:
    """Difficulty, discrimination and alpha, from the columns of the gradebook, by SciPy and by covariances."""
    out, exercises = graded.out(name), COURSE.assignment(name).exercises
    with (out / GRADEBOOK).open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["status"] == "graded"]
    scores = np.array([[float(row[exercise.name]) for exercise in exercises] for row in rows])
    findings = find(list(read_reports(out)))
    assert [part.name for part in findings.parts] == [exercise.name for exercise in exercises]
    assert_figures([part.item for part in findings.parts], scores, [float(one.points) for one in exercises])
    covariance = np.cov(scores, rowvar=False)
    many = len(exercises)
    alpha = many / (many - 1) * (1 - np.trace(covariance) / covariance.sum())
    assert findings.reliability == pytest.approx(alpha)


@each_class
def test_a_cases_figures_are_those_of_an_independent_computation(graded: Graded, name: str) -> None:
    """Of each case, from the files as they are; who fails it is counted, too."""
    out = graded.out(name)
    files = [json.loads(path.read_bytes()) for path in sorted((out / REPORTS).iterdir())]
    judged = [[case for one in file["exercises"] for case in one["cases"]] for file in files if file["reason"] is None]
    scores = np.array([[case["score"] for case in cases] for cases in judged])
    maxima = [case["max_score"] for case in judged[0]]
    found = find(list(read_reports(out))).cases
    assert [case.name for case in found] == [case["id"] for case in judged[0]]
    assert_figures([case.item for case in found], scores, maxima)
    for case, mine, most in zip(found, scores.T, maxima, strict=True):
        lost = sum(one < most for one in mine)
        assert case.failed == lost
        said = {0: "nobody fails", len(mine): "everybody fails"}.get(lost)
        disagrees = case.item.discrimination is not None and case.item.discrimination < 0
        assert case.remark == (said or ("disagrees with the rest" if disagrees else ""))


def assert_figures(items: Sequence[Item], scores: np.ndarray, maxima: Sequence[float]) -> None:
    """Compare each item with the mean of its share, and with SciPy's correlation with the sum of all others."""
    stats = pytest.importorskip("scipy.stats")
    for place, (item, most) in enumerate(zip(items, maxima, strict=True)):
        mine, rest = scores[:, place], np.delete(scores, place, axis=1).sum(axis=1)
        assert item.facility == pytest.approx(np.mean(mine / most))
        if np.ptp(mine) == 0 or np.ptp(rest) == 0:
            assert item.discrimination is None
        elif set(mine) == {0.0, most}:  # right or wrong: the point-biserial correlation
            assert item.discrimination == pytest.approx(stats.pointbiserialr(mine == most, rest).statistic, abs=1e-9)
        else:
            assert item.discrimination == pytest.approx(stats.pearsonr(mine, rest).statistic, abs=1e-9)


def hidden_messages(reports: Iterable[Report]) -> Iterator[str]:
    """Yield what cases say, line by line where a line is long enough to be told from others."""
    for report in reports:
        for case in (case for exercise in report.exercises for case in exercise.cases):
            yield from (line for line in case.message.splitlines() if len(line) >= TELLING)


def bare(text: str) -> str:
    """Return a text without the escapes of HTML, JSON and addresses."""
    plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), unquote(html.unescape(text)))
    return plain.replace("\\", "")


def numbers(text: str) -> set[str]:
    """Return the numbers with a point in a text."""
    return set(re.findall(r"\d+\.\d+(?:e[+-]?\d+)?", text))


@each_class
def test_no_byte_of_a_students_page_tells_what_is_hidden(graded: Graded, tmp_path: Path, name: str) -> None:
    """Below `full`, no name, input or message of a case is in any page, in whatever form; in `full`, they are."""
    reports = list(graded.reports(name).values())
    assignment = COURSE.assignment(name)
    guide = find_guide(assignment, COURSE.languages)
    cases = {case.id for exercise in reports[0].exercises for case in exercise.cases}
    inputs = asked(assignment.hidden_suite, reports[-1].provenance.seed, tmp_path / "inputs.json")
    arrays = {text for text in inputs if "(" in text}
    assert len(inputs - arrays) > 100  # the suite was heard
    said = set(hidden_messages(reports))
    secrets = {bare(text) for text in (*hidden_names(reports[0]), *cases, *said, *arrays)}
    for told in Feedback:
        views = (view(msgspec.structs.replace(report, feedback=told), Audience.STUDENT) for report in reports)
        pages = "".join(render_student(one, guide=guide) for one in views)
        forms = (bare(pages), bare(re.sub(r"<[^>]*>", "", pages)))
        found = {secret for secret in secrets if any(secret in form for form in forms)}
        found |= {number for form in forms for number in numbers(form) & inputs}
        if told is Feedback.FULL:
            assert found & {bare(text) for text in said}
            assert found & cases
        else:
            assert found == set(), told


@each_class
def test_the_pages_open_in_a_browser(graded: Graded, browser: Any, name: str) -> None:
    """On a phone: light, no complaint, no request, no overflow; axe for the heaviest, in both languages."""
    out = graded.out(name)
    command("report", str(out), "--audience", "student")
    files = sorted((out / "pages").iterdir(), key=lambda file: file.stat().st_size, reverse=True)
    assert files[0].stat().st_size < LIGHT
    phone = Shown(browser, files[0], viewport={"width": 390, "height": 844})
    screen = Shown(browser, files[0], viewport={"width": 1280, "height": 800}, color_scheme="dark")
    for shown in (phone, screen):
        for language in ("en", "ko"):
            assert shown.page.evaluate("document.documentElement.lang") == language
            assert shown.faults == []
            assert not shown.overflows
            shown.page.click("#language")
    for file in files[1:]:
        phone.open(file)
        assert not phone.overflows
    assert phone.requests == [file.as_uri() for file in files]
    assert phone.complaints == screen.complaints == []
