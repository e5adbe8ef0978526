"""The notebook form of every answer of the sample class gets the marks of its ``.py`` form.

But for those that cannot be imported: of a notebook, what fails loses nothing else, so it gets what the rest is worth.
"""

from pathlib import Path

import pytest
from notebook_forms import as_notebook, write

from grader.cli import run
from grader.course.manifest import load_course
from grader.grading.folder import read_reports
from grader.judge.service import supported
from grader.report.model import Report
from grader.submission import Submission, locate, read
from grader.verdict import Outcome

pytestmark = pytest.mark.skipif(not supported(), reason="grading needs Linux")

ROOT = Path(__file__).parents[1]
COURSE = load_course(ROOT / "solutions")
CLASSES = ROOT / "examples" / "class"


def reports(name: str, path: Path, out: Path) -> dict[str, Report]:
    """Grade what is at a path and return the reports by student."""
    assert run(["grade", name, str(path), "--course", str(COURSE.folder), "--out", str(out), "--jobs", "2"]) == 0
    return {report.student: report for report in read_reports(out)}


def marks(report: Report) -> list[object]:
    """Return what counts in a report."""
    cases = [(case.id, case.outcome, case.score) for exercise in report.exercises for case in exercise.cases]
    return [report.score, *((e.name, e.score, e.carried, e.diagnosis) for e in report.exercises), *cases]


def imported(report: Report) -> bool:
    """Tell whether the file could be imported."""
    messages = [case.message for exercise in report.exercises for case in exercise.cases]
    return report.status == "graded" and not all(message.startswith("importing ") for message in messages)


@pytest.mark.parametrize("name", [assignment.name for assignment in COURSE.assignments])
def test_both_forms_of_an_answer_get_the_same_marks(name: str, tmp_path: Path) -> None:
    """Every point, outcome, carried score and diagnosis is that of the file, metadata and ids stripped or not."""
    notebooks = tmp_path / "class"
    notebooks.mkdir()
    for located in locate(CLASSES / name, COURSE.assignment(name).module):
        submission = read(located, COURSE.assignment(name).module)
        if isinstance(submission, Submission):
            write(as_notebook(submission.source), notebooks / f"{located.student}.ipynb")
    files, forms = reports(name, CLASSES / name, tmp_path / "files"), reports(name, notebooks, tmp_path / "forms")
    same = {student for student in forms if imported(files[student])}
    assert len(same) >= 10
    assert {student: marks(forms[student]) for student in same} == {student: marks(files[student]) for student in same}
    for student in forms.keys() - same:
        assert forms[student].score > files[student].score == 0
        outcomes = {case.outcome for exercise in forms[student].exercises for case in exercise.cases}
        assert Outcome.ERRORED not in outcomes
