"""The Gradescope zip in its harness's layout: right results for every kind of submission, and after a kill."""

import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from small_course import HALF, NAME, RIGHT, SmallCourse

from grader.export.autograder import pack_autograder
from grader.grading.bundle import pack
from grader.judge.service import supported

pytestmark = pytest.mark.skipif(not supported(), reason="grading needs Linux")

PATIENCE_SECONDS = 60.0
HANGING = "def double(x):\n    return x * 2.0\n\ndef total(x):\n    while True:\n        pass\n"
HOSTILE = """\
import json, os, pathlib

FORGED = json.dumps({{"score": 10, "tests": []}})
for path in ("{root}/results/results.json", "results/results.json"):
    try:
        pathlib.Path(path).write_text(FORGED)
    except Exception:
        pass

def double(x):
    try:
        return open("{root}/source/course/{name}/small.py").read()
    except Exception:
        os._exit(0)

def total(x):
    print(FORGED)
    os._exit(0)
"""
METADATA = {
    "id": 5,
    "created_at": "2026-03-10T10:00:00.000000-08:00",
    "users": [{"email": "ada@e.org", "id": 1, "name": "Ada"}],
    "previous_submissions": [{"submission_time": "2026-03-09T10:00:00.000000-08:00", "score": 1.0}],
    "assignment": {"total_points": "10.0"},
}


class Container:
    """/autograder in a temporary folder, as Gradescope lays it out; only the environment is the tests' own."""

    def __init__(self, root: Path, archive: bytes) -> None:
        self.root = root
        self.results = root / "results" / "results.json"
        for folder in ("source", "submission", "results", "venv/bin"):
            (root / folder).mkdir(parents=True)
        with zipfile.ZipFile(io.BytesIO(archive)) as files:
            files.extractall(root / "source")
            assert all((files.getinfo(name).external_attr >> 16) & 0o111 for name in ("setup.sh", "run_autograder"))
        (root / "run_autograder").write_bytes((root / "source" / "run_autograder").read_bytes())
        (root / "run_autograder").chmod(0o755)
        command = root / "venv" / "bin" / "grader"
        command.write_text(f'#!/bin/sh\nexec {sys.executable} -c "from grader.cli import main; main()" "$@"\n')
        command.chmod(0o755)
        (root / "submission_metadata.json").write_text(json.dumps(METADATA))

    def start(self, source: str) -> "subprocess.Popen[bytes]":
        """Start the harness's command on a submission."""
        (self.root / "submission" / "small.py").write_text(source)
        return subprocess.Popen([self.root / "run_autograder"], cwd=self.root, start_new_session=True)

    def run(self, source: str) -> dict[str, Any]:
        """Run it to its end and read the results."""
        assert self.start(source).wait(PATIENCE_SECONDS) == 0
        return self.read()

    def read(self) -> dict[str, Any]:
        """Read the results."""
        document = json.loads(self.results.read_bytes())
        assert isinstance(document, dict)
        return document


@pytest.fixture
def container(tmp_path: Path) -> Container:
    """Lay out the zip of a course whose calls may last."""
    return make(tmp_path, "call_seconds = 0.5")


def make(tmp_path: Path, limits: str, policy: str = "") -> Container:
    """Pack a course and lay it out."""
    course = SmallCourse(tmp_path / "home", limits=limits)
    with (course.solutions / "course.toml").open("a") as file:
        file.write(policy)
    manifest = course.folder / "assignment.toml"
    manifest.write_text(manifest.read_text().replace("module =", "due = 2026-03-09T23:59:00Z\nmodule ="))
    loaded = course.load()
    return Container(tmp_path / "autograder", pack_autograder(pack(loaded, loaded.assignment(NAME)), {}, language="en"))


def scores(document: dict[str, Any]) -> list[tuple[str, float]]:
    """Return the points by test."""
    return [(test["name"], test["score"]) for test in document["tests"]]


def test_a_right_submission_has_full_marks(container: Container) -> None:
    """And every test is passed."""
    document = container.run(RIGHT)
    assert document["score"] == 10
    assert [test["status"] for test in document["tests"]] == ["passed", "passed"]


def test_a_wrong_submission_has_what_it_earned(container: Container) -> None:
    """With the hint of what it did, and no word of the hidden suite."""
    document = container.run(HALF)
    assert scores(document) == [("double", 4), ("total", 0)]
    text = container.results.read_text()
    assert "test_agrees" not in text
    assert "reference" not in text


def test_a_hanging_submission_costs_what_hangs(container: Container) -> None:
    """And says so."""
    document = container.run(HANGING)
    assert scores(document) == [("double", 4), ("total", 0)]
    assert "took too long" in document["tests"][1]["output"]


def test_a_hostile_submission_earns_nothing(container: Container) -> None:
    """It writes no results, reads no solution, and ends nothing but itself."""
    document = container.run(HOSTILE.format(root=container.root, name=NAME))
    assert document["score"] == 0
    assert scores(document) == [("double", 0), ("total", 0)]
    assert "BEGIN SOLUTION" not in container.results.read_text()


def test_a_killed_container_has_the_marks_of_what_was_done(tmp_path: Path) -> None:
    """Results are whole whenever the end comes, and say what was not judged."""
    limits = "call_seconds = 50\ncase_seconds = 50\nsubmission_seconds = 100"
    container = make(tmp_path, limits)
    process = container.start(HANGING)
    end = time.monotonic() + PATIENCE_SECONDS
    while not container.results.exists() and time.monotonic() < end:
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(PATIENCE_SECONDS)
    document = container.read()
    assert document["score"] == 4
    assert [test["output"] for test in document["tests"]] == ["tests 2/2", "Not judged yet."]


def test_lateness_is_by_the_time_of_handing_in(tmp_path: Path) -> None:
    """Eighteen hours past due, whenever it is judged."""
    container = make(
        tmp_path, "", "\n[submissions]\nlate_percent_per_day = 10\n\n[publish]\nvisibility = 'after_published'\n"
    )
    document = container.run(RIGHT)
    assert document["score"] == 9
    assert document["visibility"] == "after_published"
    assert "Attempt 2 of 2" in document["output"]


def test_a_failure_of_ours_leaves_no_results(container: Container) -> None:
    """Gradescope then says that the autograder failed, and nobody gets a zero."""
    container.results.write_text("{}")
    suite = container.root / "source" / "course" / NAME / "test_hidden.py"
    suite.write_text("import nowhere\n")
    assert container.start(RIGHT).wait(PATIENCE_SECONDS) == 2
    assert not container.results.exists()


@pytest.mark.thorough
def test_the_image_is_built_without_a_network(tmp_path: Path) -> None:
    """setup.sh installs from the wheels inside; of the system's packages nothing is missing here."""
    course = SmallCourse(tmp_path / "home")
    archive = tmp_path / "autograder.zip"
    command = [sys.executable, "-c", "from grader.cli import main; main()", "export", "gradescope", NAME]
    subprocess.run([*command, "--course", course.solutions, "--to", archive], check=True, cwd=tmp_path)
    container = Container(tmp_path / "autograder", archive.read_bytes())
    (container.root / "venv" / "bin" / "grader").unlink()
    offline = {**os.environ, "PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_CONFIG_FILE": os.devnull, "PYTHONPATH": ""}
    subprocess.run(["/bin/bash", container.root / "source" / "setup.sh"], check=True, env=offline)
    assert container.run(RIGHT)["score"] == 10
