"""The whole way through the real nbgrader, by its command line as its user goes it, and back with the same marks."""

import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from small_course import HALF, NAME, NOT_DOUBLED, SmallCourse

from grader.cli import run
from grader.grading.folder import read_reports
from grader.judge.service import supported

pytest.importorskip("nbgrader")
pytestmark = pytest.mark.skipif(not supported(), reason="grading needs Linux")

COURSE_ID = "small"
# Due before anything is handed in: everything is late.
DUE = "due = 2026-01-01T00:00:00Z\n"
LATE = 'c.LatePenalty.percent_a_day = 10.0\nc.LatePenalty.at_most_percent = 20.0\n'
ANSWERS = {
    "exercise-double": "def double(x):\n    return x * 2.0\n",
    "exercise-total": "def total(x):\n    return 0.0\n",
}


class Nbgrader:
    """An installation: a course folder, an exchange and a student's home, all in one folder of the test's."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.small = SmallCourse(root)
        self.small.write("assignment.toml", (self.small.folder / "assignment.toml").read_text().replace("format = 1\n", f"format = 1\n{DUE}", 1))
        self.course = root / "nbgrader"
        self.home = root / "home"
        self.exchange = root / "exchange"
        self.reports = root / "out"
        self.home.mkdir()
        self.exchange.mkdir(mode=0o777)
        self.exchange.chmod(0o777)

    def __call__(self, *arguments: str, home: bool = False) -> str:
        """Run a command of nbgrader's in the course's folder or the student's home; it must not fail."""
        environment = os.environ | {
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            "HOME": str(self.home),
            "JUPYTER_DATA_DIR": str(self.home / "jupyter"),
            "JUPYTER_CONFIG_DIR": str(self.home / "config"),
        }
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=self.home if home else self.course,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def grader(self, *arguments: str) -> None:
        """Run a command of ours; it must not fail."""
        assert run([*arguments, "--course", str(self.small.solutions)]) == 0

    def exported(self) -> dict[str, float]:
        """Return what nbgrader exports of the one submission."""
        self("export", "--to", str(self.root / "grades.csv"))
        with (self.root / "grades.csv").open() as file:
            (row,) = csv.DictReader(file)
        return {name: float(row[name]) for name in ("raw_score", "late_submission_penalty", "score", "max_score")}

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Return what its database holds."""
        database = sqlite3.connect(self.course / "gradebook.db")
        try:
            return database.execute(query).fetchall()
        finally:
            database.close()


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nbgrader]:
    """Go all the way from a solution to a submission that nbgrader has collected."""
    nbgrader = Nbgrader(tmp_path_factory.mktemp("nbgrader"))
    nbgrader.grader("export", "nbgrader", "--out", str(nbgrader.course))
    config = nbgrader.course / "nbgrader_config.py"
    exchange = f'c.Exchange.root = "{nbgrader.exchange}"\n'
    config.write_text(config.read_text() + exchange + LATE)
    (nbgrader.home / "nbgrader_config.py").write_text(f'c = get_config()\nc.CourseDirectory.course_id = "{COURSE_ID}"\n{exchange}')
    nbgrader("generate_assignment", NAME)
    nbgrader("release_assignment", NAME)
    nbgrader("fetch_assignment", NAME, "--course", COURSE_ID, home=True)
    path = nbgrader.home / NAME / "small.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = ANSWERS.get(cell.id, cell.source)
    nbformat.write(notebook, path)
    nbgrader("submit", NAME, "--course", COURSE_ID, home=True)
    nbgrader("collect", NAME)
    yield nbgrader


def test_every_stub_of_the_release_fails(collected: Nbgrader) -> None:
    """`validate --invert` sees no test pass on what students fetch."""
    release = collected.course / "release" / NAME / "small.ipynb"
    said = collected("validate", "--invert", str(release))
    assert "The notebook does not pass any tests" in said


def test_grading_and_exporting_gives_the_same_numbers(collected: Nbgrader) -> None:
    """What `grade` says is what nbgrader exports, its penalty, its comments and its feedback included."""
    collected.grader("grade", NAME, str(collected.course / "submitted"), "--out", str(collected.reports), "--jobs", "1", "--sandbox", "none")
    (report,) = read_reports(collected.reports)
    assert (report.score, report.max_score) == (4.0, 10.0)
    export = ("export", "nbgrader", NAME, "--out", str(collected.course), "--gradebook", "default", "--reports", str(collected.reports))
    collected.grader(*export)
    assert collected.exported() == {"raw_score": 4.0, "late_submission_penalty": 0.8, "score": 3.2, "max_score": 10.0}
    collected("generate_feedback", NAME)
    (page,) = (collected.course / "feedback").rglob("small.html")
    assert "Score: 3.2 / 10.0" in " ".join(page.read_text().split())
