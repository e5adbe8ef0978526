"""docs/platforms.md: every command in it does what it says, in the order of the page."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from small_course import HALF, NAME, RIGHT, SmallCourse

from grader.course.manifest import load_course
from grader.judge.service import supported

pytestmark = pytest.mark.skipif(not supported(), reason="grading needs Linux")

PAGE = Path(__file__).parents[2] / "docs" / "platforms.md"
EXPORT = """\
submission_1:
  :submitters:
  - :email: one@e.org
  :created_at: 2026-03-09 10:00:00 Z
"""
WORKSHEET = "Identifier,Full name,Email address,Grade\r\nParticipant 1,One,one@e.org,\r\n"


def blocks(kind: str) -> list[str]:
    """Return the page's blocks of a kind, with the names of the course at hand."""
    text = (
        PAGE.read_text(encoding="utf-8")
        .replace("02_linear_regression", NAME)
        .replace("linear_regression.py", "small.py")
    )
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


def zipped(path: Path, *names: str) -> None:
    """Write a zip of right submissions."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, RIGHT if name.endswith(".py") else EXPORT)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Lay out what the page speaks of."""
    course = SmallCourse(tmp_path)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "student-01.py").write_text(HALF)
    zipped(tmp_path / "class.zip", "student-02.py", "student-03/small.py")
    zipped(tmp_path / "gradescope_export.zip", "submission_metadata.yml", "submission_1/small.py")
    zipped(tmp_path / "canvas_submissions.zip", "one_101_9_small.py", "two_LATE_102_8_small.py")
    zipped(tmp_path / "moodle_submissions.zip", "One_1_assignsubmission_file_/small.py")
    for name in ("hw1-ada", "hw1-minsu"):
        clone = tmp_path / "hw1-submissions" / name
        (clone / ".git").mkdir(parents=True)
        shutil.copy(tmp_path / "inbox" / "student-01.py", clone / "small.py")
    (tmp_path / "roster.csv").write_text(
        "student,name,email,canvas id\nstudent-01,One,one@e.org,101\nstudent-02,Two,two@e.org,102\n"
    )
    everybody = "student-03,,three@e.org,103\nada,,ada@e.org,104\nminsu,,minsu@e.org,105\n"
    with (tmp_path / "roster.csv").open("a") as file:
        file.write(everybody)
    (tmp_path / "times.csv").write_text(
        "student,submitted\nstudent-01,2026-03-09T23:59:00+09:00\nstudent-02,2026-03-10T23:59:00+09:00\n"
    )
    (tmp_path / "worksheet.csv").write_text(WORKSHEET)
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "none-1-py3-none-any.whl").write_bytes(b"")
    with (course.solutions / "course.toml").open("a") as file:
        file.write("\n" + "\n".join(blocks("toml")))
    return tmp_path


def test_every_command_of_the_page_works(home: Path) -> None:
    """Exit code 0, one after the other; pip alone is spared its downloads."""
    assert load_course(home / "solutions").submissions.late_days == 3
    command = f'{sys.executable} -c "from grader.cli import main; main()"'
    (home / "grader").write_text(f'#!/bin/sh\nexec {command} "$@"\n')
    (home / "grader").chmod(0o755)
    lines = [line for block in blocks("sh") for line in block.splitlines() if line]
    assert len(lines) > 15
    for line in lines:
        if line.startswith("grader grade"):  # each is another course's way
            shutil.rmtree(home / "out", ignore_errors=True)
        spared = line.replace("--to autograder.zip", "--to autograder.zip --wheels wheels")
        done = subprocess.run(
            ["/bin/bash", "-c", spared],
            cwd=home,
            env={**os.environ, "PATH": f"{home}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{line}\n{done.stderr}"
    assert 'Participant 1,One,one@e.org,"10.00"' in (home / "filled.csv").read_text()
    assert "One,101,,,,10.00" in (home / "canvas.csv").read_text()
