"""The verb export: what it writes where, whose report, and what it refuses."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from commanding import Inside
from report_samples import make_case, make_exercise, make_report
from small_course import HALF, NAME, SmallCourse

from grader.report.model import encode

CASE = "TestSecret::test_secret"


@pytest.fixture
def run_folder(tmp_path: Path) -> Path:
    """Write the reports of two students."""
    folder = tmp_path / "out"
    (folder / "reports").mkdir(parents=True)
    for student in ("student-01", "student-02"):
        exercise = make_exercise(score=1.0, status="partial", cases=(make_case(CASE, "failed", message="SECRET"),))
        (folder / "reports" / f"{student}.json").write_bytes(encode(make_report(student, exercise)))
    return folder


@pytest.mark.parametrize("form", ["junit", "summary", "page", "annotations", "classroom"])
def test_a_report_is_a_students_unless_said(form: str, inside: Inside, run_folder: Path) -> None:
    """The view comes first; the instructor's own is asked for by name."""
    arguments = ("export", form, run_folder, "--student", "student-01", *(("--file", "m.py") * (form == "annotations")))
    ran = inside(*arguments)
    assert ran.code == 0, ran.err
    assert "SECRET" not in ran.out
    if form != "classroom":  # base64
        assert "SECRET" in inside(*arguments, "--audience", "instructor").out


def test_one_report_may_be_given_by_itself(inside: Inside, run_folder: Path) -> None:
    """As `check --json` writes it."""
    ran = inside("export", "summary", run_folder / "reports" / "student-01.json")
    assert "1 / 2" in ran.out


def test_of_several_somebody_must_be_chosen(inside: Inside, run_folder: Path) -> None:
    """And nobody else's report is shown instead."""
    ran = inside("export", "summary", run_folder)
    assert (ran.code, ran.out) == (2, "")
    assert "there are 2 reports; say --student" in ran.err
    assert "there is no report of 'nobody'" in inside("export", "summary", run_folder, "--student", "nobody").err


def test_what_is_no_run_is_said(inside: Inside, tmp_path: Path) -> None:
    """With what to give."""
    ran = inside("export", "csv", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "give the folder that `grade` wrote" in ran.err


def test_who_is_not_on_the_roster_is_said_and_left_out(inside: Inside, run_folder: Path, tmp_path: Path) -> None:
    """On standard error; the table goes on."""
    (tmp_path / "roster.csv").write_text("student\nstudent-02\n")
    ran = inside("export", "canvas", run_folder, "--roster", "roster.csv", "--to", "new/canvas.csv")
    assert ran.code == 0
    assert "student-01: not on the roster; left out" in ran.err
    text = (tmp_path / "new" / "canvas.csv").read_text()
    assert "student-01" not in text
    assert "student-02,,,,,1.00" in text


def test_an_extension_for_no_assignment_is_refused(inside: Inside, tmp_path: Path) -> None:
    """A slip of the pen would cost a student the extension."""
    course = tmp_path / "solutions"
    course.mkdir()
    text = "format = 1\n[title]\nen = 'x'\n[[extension]]\nstudent = 'a'\nassignment = '09_nowhere'\n"
    (course / "course.toml").write_text(text + "due = 2026-03-09T00:00:00Z\n")
    (course / "01_a").mkdir()
    manifest = "format = 1\nmodule = 'a'\n[title]\nen = 'x'\n[[exercise]]\nname = 'f'\npoints = 1\n"
    (course / "01_a" / "assignment.toml").write_text(manifest)
    (tmp_path / "a.py").write_text("")
    ran = inside("grade", "01_a", "a.py")
    assert ran.code == 2
    assert "extension[0].assignment: '09_nowhere' is no assignment of this course" in ran.err


def test_the_command_needs_none_of_what_only_some_need() -> None:
    """A student's installation has no YAML and no cryptography."""
    program = "import sys, json; import grader.cli; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert not {"yaml", "cryptography", "matplotlib", "distributed"} & set(json.loads(done.stdout))


def test_an_extension_that_nobody_has_is_said(inside: Inside, tmp_path: Path) -> None:
    """A name that is misspelt in the course file would go unnoticed otherwise."""
    course = SmallCourse(tmp_path)
    course.submit(half=HALF)
    with (course.solutions / "course.toml").open("a") as file:
        file.write(f"\n[[extension]]\nstudent = 'halv'\nassignment = '{NAME}'\ndue = 2026-03-09T00:00:00Z\n")
    ran = inside("grade", NAME, "class", "--jobs", "1", "--sandbox", "none")
    assert ran.code == 0
    assert "extension for halv: no submission is of a student of this name" in ran.err
