"""The whole way through the real nbgrader, by its command line as its user goes it, and back with the same marks."""

import contextlib
import csv
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest
from small_course import ASSIGNMENT, NAME, SmallCourse

from grader.grading.folder import read_reports
from grader.judge.service import supported

pytest.importorskip("nbgrader")
pytestmark = pytest.mark.skipif(not supported(), reason="grading needs Linux")

COURSE_ID = "small"
# Due before anything is handed in: everything is late.
DUE = "due = 2026-01-01T00:00:00Z\n"
LATE = "c.LatePenalty.percent_a_day = 10.0\nc.LatePenalty.at_most_percent = 20.0\n"
ANSWERS = {
    "exercise-double": "def double(x):\n    return x * 2.0\n",
    "exercise-total": "def total(x):\n    return 0.0\n",
}


class Nbgrader:
    """An installation: a course folder, an exchange and a student's home, all in one folder of the test's."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.small = SmallCourse(root)
        self.small.write("assignment.toml", ASSIGNMENT.replace("format = 1\n", f"format = 1\n{DUE}", 1))
        self.course = root / "nbgrader"
        self.home = root / "home"
        self.exchange = root / "exchange"
        self.reports = root / "out"
        self.environment = os.environ | {
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            "HOME": str(self.home),
            "JUPYTER_DATA_DIR": str(self.home / "jupyter"),
            "JUPYTER_CONFIG_DIR": str(self.home / "config"),
        }
        self.home.mkdir()
        self.exchange.mkdir(mode=0o777)
        self.exchange.chmod(0o777)

    def __call__(self, *arguments: str, home: bool = False) -> str:
        """Run a command of nbgrader's in the course's folder or the student's home; it must not fail."""
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=self.home if home else self.course,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def grader(self, *arguments: str) -> str:
        """Run a command of ours; it must not fail."""
        command = [sys.executable, "-c", "from grader.cli import main; main()", *arguments]
        command += ["--course", str(self.small.solutions)]
        done = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
        return done.stdout

    def write_marks(self) -> str:
        """Write the marks into the gradebook and return what the command says."""
        where = ("--out", str(self.course), "--gradebook", "default", "--reports", str(self.reports))
        return self.grader("export", "nbgrader", NAME, *where)

    def exported(self) -> dict[str, float]:
        """Return what nbgrader exports of the one submission."""
        self("export", "--to", str(self.root / "grades.csv"))
        with (self.root / "grades.csv").open() as file:
            (row,) = csv.DictReader(file)
        return {name: float(row[name]) for name in ("raw_score", "late_submission_penalty", "score", "max_score")}

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Return what its database holds."""
        with contextlib.closing(sqlite3.connect(self.course / "gradebook.db")) as database:
            return database.execute(query).fetchall()

    def change(self, statement: str) -> None:
        """Change the database as a person does who grades by hand."""
        with contextlib.closing(sqlite3.connect(self.course / "gradebook.db")) as database, database:
            database.execute(statement)

    def dump(self) -> list[str]:
        """Return everything in the database."""
        with contextlib.closing(sqlite3.connect(self.course / "gradebook.db")) as database:
            return list(database.iterdump())


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Nbgrader:
    """Go all the way from a solution to a submission that nbgrader has collected."""
    nbgrader = Nbgrader(tmp_path_factory.mktemp("nbgrader"))
    nbgrader.grader("export", "nbgrader", "--out", str(nbgrader.course))
    config = nbgrader.course / "nbgrader_config.py"
    exchange = f'c.Exchange.root = "{nbgrader.exchange}"\n'
    config.write_text(config.read_text() + exchange + LATE)
    (nbgrader.home / "nbgrader_config.py").write_text(
        f'c = get_config()\nc.CourseDirectory.course_id = "{COURSE_ID}"\n{exchange}'
    )
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
    return nbgrader


def test_every_stub_of_the_release_fails(collected: Nbgrader) -> None:
    """`validate --invert` sees no test pass on what students fetch."""
    release = collected.course / "release" / NAME / "small.ipynb"
    said = collected("validate", "--invert", str(release))
    assert "The notebook does not pass any tests" in said


@pytest.fixture(scope="module")
def marked(collected: Nbgrader) -> Nbgrader:
    """Grade what was collected and write the marks into the gradebook."""
    collected.grader("grade", NAME, str(collected.course / "submitted"), "--out", str(collected.reports))
    collected.write_marks()
    return collected


def test_our_marks_are_what_nbgrader_exports(marked: Nbgrader) -> None:
    """What `grade` says is what `nbgrader export` says, less what its late penalty takes off."""
    (report,) = read_reports(marked.reports)
    assert (report.score, report.max_score) == (4.0, 10.0)
    assert marked.exported() == {"raw_score": 4.0, "late_submission_penalty": 0.8, "score": 3.2, "max_score": 10.0}


def test_feedback_shows_our_marks_and_our_words(marked: Nbgrader) -> None:
    """The page that students get has the total, and in the exercise's own cell what our report says."""
    marked("generate_feedback", "--force", NAME)
    (page,) = (marked.course / "feedback").rglob("small.html")
    text = " ".join(page.read_text(encoding="utf-8").split())
    assert "(Score: 3.2 / 10.0)" in text
    assert "tests 0/1" in text


def test_our_exporter_has_a_column_for_each_exercise(marked: Nbgrader) -> None:
    """The plugin runs inside nbgrader and writes what `grade` writes."""
    exporter = "--exporter=grader.nbgrader.plugins.ExerciseExport"
    marked("export", exporter, "--assignment", f"['{NAME}']", "--to", str(marked.root / "ours.csv"))
    with (marked.root / "ours.csv").open(encoding="utf-8-sig") as file:
        (row,) = csv.DictReader(file)
    assert (row["score"], row["late_penalty"], row["double"], row["total"]) == ("3.2", "0.8", "4.0", "0.0")


@pytest.mark.skipif(shutil.which("chromium") is None, reason="there is no Chromium here")
def test_formgrader_shows_our_marks(marked: Nbgrader) -> None:
    """The page of the notebook's submissions, run in a browser, has the score of the one that was graded."""
    port = free_port()
    settings = [f"--port={port}", "--IdentityProvider.token=", "--ServerApp.password=", "--allow-root"]
    extension = "--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}"
    command = [sys.executable, "-m", "jupyter", "server", "--no-browser", extension, *settings]
    with subprocess.Popen(
        command, cwd=marked.course, env=marked.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            page = look_at(f"http://127.0.0.1:{port}/formgrader/gradebook/{NAME}/small", marked.root / "formgrader.png")
        finally:
            server.terminate()
    assert "4 / 10" in " ".join(page.split()).replace(".0", "")


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def look_at(address: str, picture: Path) -> str:
    """Wait for a page, let a browser draw it, and return what is then in it."""
    for _ in range(120):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address).close()  # noqa: S310  an address of this machine
            break
        time.sleep(0.5)
    browser = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000"]
    browser += [f"--user-data-dir={picture.parent / 'browser'}", "--window-size=1200,500"]
    subprocess.run([*browser, f"--screenshot={picture}", address], capture_output=True, check=True)
    return subprocess.run([*browser, "--dump-dom", address], capture_output=True, text=True, check=True).stdout


def test_writing_twice_is_writing_once(marked: Nbgrader) -> None:
    """The database holds the same rows afterwards, and the command says so."""
    before = marked.dump()
    assert "0 submissions written, 1 were there already" in marked.write_marks()
    assert marked.dump() == before


def test_what_a_person_gave_stays(marked: Nbgrader) -> None:
    """A manual score and a manual comment are there afterwards, and count."""
    changed = {"grade": "manual_score = 5, extra_credit = 0.5", "comment": "manual_comment = 'well argued'"}
    for table, values in changed.items():
        marked.change(f"update {table} set {values}")  # noqa: S608  words of our own
    queries = ("select * from grade", "select * from comment")
    before = [marked.rows(query) for query in queries]
    marked.write_marks()
    assert [marked.rows(query) for query in queries] == before
    assert marked.exported()["raw_score"] == 11.0


def test_autograding_gives_our_points(collected: Nbgrader) -> None:
    """The autograder of nbgrader, in a database of its own, gives each exercise what our report gives it."""
    shutil.copytree(
        collected.course, collected.root / "other", ignore=shutil.ignore_patterns("autograded", "gradebook.db")
    )
    collected.course, course = collected.root / "other", collected.course
    try:
        collected("generate_assignment", "--force", NAME)
        collected("autograde", NAME)
        found = collected.rows("select auto_score, needs_manual_grade from grade order by auto_score")
        assert found == [(0.0, 0), (4.0, 0)]
    finally:
        collected.course = course
