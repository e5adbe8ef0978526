"""Check: a student's own run of the public suite."""

import json
import os
from pathlib import Path

import pytest
from commanding import Inside
from small_course import NAME, RIGHT, SmallCourse

from grader.report.model import decode


@pytest.fixture
def released(inside: Inside, tmp_path: Path) -> Path:
    """Release the assignment and take the solutions away."""
    course = SmallCourse(tmp_path)
    inside("release")
    course.solutions.rename(tmp_path / "elsewhere")
    return tmp_path / "assignments" / NAME


def test_what_is_right_has_full_marks(inside: Inside, released: Path) -> None:
    """Exit code 0, and what the file printed comes first."""
    (released / "small.py").write_text("print('hello')\n" + RIGHT)
    ran = inside("check", folder=released)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Your code printed:\n    hello\n\n01_small")
    assert "10 / 10" in ran.out


def test_what_is_untouched_is_found_wanting(inside: Inside, released: Path) -> None:
    """Exit code 1, and what is not written yet is said."""
    ran = inside("check", released)
    assert (ran.code, ran.err) == (1, "")
    assert "0 / 10" in ran.out
    assert "not written yet" in ran.out


def test_it_speaks_korean(inside: Inside, released: Path) -> None:
    """The report is in the language asked for; an unknown one is an operator's fault."""
    ran = inside("check", released, "--lang", "ko")
    assert ran.code == 1
    assert "아직 작성하지 않음" in ran.out
    ran = inside("check", released, "--lang", "xx")
    assert (ran.code, ran.out) == (2, "")
    assert "there are no phrases in 'xx'" in ran.err


def test_json_is_one_report(inside: Inside, released: Path) -> None:
    """One document, whatever the file prints, with the case that failed and why."""
    source = RIGHT.replace("* 2.0", "* 3.0")
    (released / "small.py").write_text("print('hello')\n" + source)
    ran = inside("check", released, "--json")
    assert (ran.code, ran.err) == (1, "")
    one = decode(ran.out.encode(), "output")
    assert (one.score, one.max_score) == (6, 10)
    assert one.exercises[0].cases[0].message
    assert json.loads(ran.out)["assignment"] == NAME


def test_a_file_can_be_given(inside: Inside, released: Path) -> None:
    """The file in the assignment's folder, or another version beside it."""
    (released / "version2.py").write_text(RIGHT)
    assert inside("check", released / "version2.py").code == 0
    assert inside("check", released / "small.py").code == 1


def test_what_is_no_python_is_said(inside: Inside, released: Path) -> None:
    """With its line, and exit code 1."""
    (released / "small.py").write_text("def double(x:\n")
    ran = inside("check", released)
    assert (ran.code, ran.err) == (1, "")
    assert "This submission was not graded." in ran.out
    assert "line 1 of small.py is not valid Python" in " ".join(ran.out.split())


def test_a_file_that_is_not_there_is_an_operators_fault(inside: Inside, released: Path) -> None:
    """A slip of the pen does not check another file."""
    ran = inside("check", released / "smal.py")
    assert (ran.code, ran.out) == (2, "")
    assert "smal.py: there is no such file or folder" in ran.err


def test_a_pipe_in_place_of_a_file_is_rejected(inside: Inside, released: Path) -> None:
    """And waited for by nobody."""
    os.mkfifo(released / "pipe.py")
    ran = inside("check", released / "pipe.py")
    assert ran.code == 1
    assert "small.py is no ordinary file" in ran.out


def test_outside_of_an_assignment_there_is_nothing_to_check(inside: Inside, tmp_path: Path) -> None:
    """Where to go is said, with the whole path."""
    ran = inside("check")
    assert ran == (2, "", f"grader: {tmp_path}: there is no assignment.toml here; go to the assignment's folder\n")


def test_a_broken_suite_is_not_the_students_fault(inside: Inside, released: Path) -> None:
    """Exit code 2, with the file that is wrong."""
    (released / "test_public.py").write_text("def broken(:\n")
    ran = inside("check", released)
    assert (ran.code, ran.out) == (2, "")
    assert f"grader: {released / 'test_public.py'}: cannot be collected" in ran.err
    assert "Traceback" not in ran.err
