"""Where nbgrader keeps submissions: each layout is recognised, and of several of one student the latest counts."""

from pathlib import Path

import pytest

from grader.intake.find import find
from grader.intake.nbgrader import read_nbgrader
from grader.roster import read_roster

NAME, MODULE = "01_small", "small"


def found(path: Path) -> dict[str, str]:
    """Return what is found at a path: the folder or file of each student, below it."""
    return {one.student: one.path.relative_to(path).as_posix() for one in read_nbgrader(path, NAME, MODULE)}


def test_what_was_collected(tmp_path: Path) -> None:
    """A student's folder has one for each assignment; who has none of this one is left out."""
    for name in ("student-01/01_small", "student-02/01_small", "student-03/02_other"):
        (tmp_path / name).mkdir(parents=True)
    assert found(tmp_path) == {"student-01": "student-01/01_small", "student-02": "student-02/01_small"}


@pytest.mark.parametrize("end", ["", "+dQ3-x_9f0KzA", "+a1B2c3D4e5F="])
def test_what_lies_in_the_exchange(tmp_path: Path, end: str) -> None:
    """The latest of each student, with a random end or without, and with a plus sign in the name."""
    for day in ("28", "29", "01"):
        month = "02" if day != "01" else "03"
        (tmp_path / f"student+01+{NAME}+2028-{month}-{day} 08:00:00.000000 UTC{end}").mkdir()
    (tmp_path / f"student-02+02_other+2028-02-28 08:00:00.000000 UTC{end}").mkdir()
    assert found(tmp_path) == {"student+01": f"student+01+{NAME}+2028-03-01 08:00:00.000000 UTC{end}"}


def test_what_was_downloaded(tmp_path: Path) -> None:
    """By the names that zip_collect reads unless told otherwise; the latest attempt counts."""
    for time in ("2028-02-28-08-00-00", "2028-02-28-09-00-00"):
        (tmp_path / f"hw_s01_attempt_{time}_small.ipynb").write_text("{}")
    (tmp_path / "hw_s01_attempt_2028-02-28-10-00-00_notes.txt").write_text("")
    assert found(tmp_path) == {"s01": "hw_s01_attempt_2028-02-28-09-00-00_small.ipynb"}


def test_anything_else_is_none_of_them(tmp_path: Path) -> None:
    """An ordinary class is found as ever, so this finds nothing."""
    (tmp_path / "student-01").mkdir()
    (tmp_path / "student-02.py").write_text("")
    assert found(tmp_path) == {}
    assert found(tmp_path / "student-02.py") == {}


def test_it_is_read_as_any_delivery(tmp_path: Path) -> None:
    """Beside what comes from elsewhere, in the order of students, and under the roster's names."""
    for folder in ("submitted/s02/01_small", "class/student-01"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "roster.csv").write_text("student,login\nstudent-02,s02\n")
    places = [tmp_path / "submitted", tmp_path / "class"]
    located = find(places, NAME, MODULE, read_roster(tmp_path / "roster.csv"))
    assert [one.student for one in located] == ["student-01", "student-02"]
    assert located[1].path == tmp_path / "submitted" / "s02" / NAME
